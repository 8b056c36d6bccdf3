import { aTaskService, START_MS } from './task-service-builder.ts';

const RESOURCE = 'arn:aws:states:::states:startExecution';
const PASS = { Pass: { Type: 'Pass', End: true } };

function aTask(pattern: string, Parameters: object, fields: object = {}) {
  return {
    Start: { Type: 'Task', Resource: RESOURCE + pattern, Parameters, End: true, ...fields },
  };
}

describe('a Task that starts an execution', () => {
  test('ends with the answer of the service when it does not wait', async () => {
    const service = aTaskService();
    const child = await service.create('Child', PASS);

    const { output, lines } = await service.run(
      aTask('', { StateMachineArn: child, Name: 'run-1', Input: { a: 1 } }),
    );

    expect(JSON.parse(output ?? '')).toMatchObject({
      ExecutionArn: `${child.replace(':stateMachine:', ':execution:')}:run-1`,
      StartDate: START_MS,
      SdkHttpMetadata: { HttpStatusCode: 200 },
    });
    expect(lines.slice(2, 5)).toEqual([
      '3<2 TaskScheduled',
      '4<3 TaskStarted',
      '5<4 TaskSucceeded',
    ]);
  });

  test.each([
    { pattern: '.sync', data: { Input: '{"a":1}', Output: '{"a":1}' } },
    { pattern: '.sync:2', data: { Input: { a: 1 }, Output: { a: 1 } } },
  ])('waits for the end with $pattern', async ({ pattern, data }) => {
    const service = aTaskService();
    const child = await service.create('Child', {
      Wait: { Type: 'Wait', Seconds: 60, Next: 'Pass' },
      ...PASS,
    });

    const { output, lines } = await service.run(
      aTask(pattern, { StateMachineArn: child, Name: 'run-1', Input: { a: 1 } }),
    );

    expect(JSON.parse(output ?? '')).toEqual({
      ...data,
      ExecutionArn: `${child.replace(':stateMachine:', ':execution:')}:run-1`,
      InputDetails: { Included: true },
      Name: 'run-1',
      OutputDetails: { Included: true },
      StartDate: START_MS,
      StateMachineArn: child,
      Status: 'SUCCEEDED',
      StopDate: START_MS + 60_000,
    });
    expect(lines.slice(3, 6)).toEqual([
      '4<3 TaskStarted',
      '5<4 TaskSubmitted',
      '6<5 TaskSucceeded',
    ]);
  });

  test('fails with the description of an execution that failed', async () => {
    const service = aTaskService();
    const child = await service.create('Child', { No: { Type: 'Fail', Error: 'E', Cause: 'C' } });

    const { error, cause } = await service.run(
      aTask('.sync', { StateMachineArn: child, Name: 'run-1', Input: null }),
    );

    expect(error).toBe('States.TaskFailed');
    expect(cause).toMatch(/^\{"Cause":"C","Error":"E","ExecutionArn":/);
    expect(JSON.parse(cause ?? '')).toMatchObject({ Input: '{}', Status: 'FAILED' });
  });

  test('stops the execution when it is stopped itself', async () => {
    const service = aTaskService();
    const child = await service.create('Child', { Wait: { Type: 'Wait', Seconds: 60, End: true } });
    const parent = await service.create(
      'Parent',
      aTask('.sync', { StateMachineArn: child, Name: 'run-1' }),
    );
    const executionArn = await service.start(parent);
    await service.settle();

    await service.call('StopExecution', { executionArn });
    const { status } = await service.ending(
      `${child.replace(':stateMachine:', ':execution:')}:run-1`,
    );

    expect(status).toBe('ABORTED');
  });

  test('stops the execution when its time is up', async () => {
    const service = aTaskService();
    const child = await service.create('Child', {
      Wait: { Type: 'Wait', Seconds: 60, End: true },
    });

    const parent = await service.run(
      aTask('.sync', { StateMachineArn: child, Name: 'run-1' }, { TimeoutSeconds: 5 }),
    );
    const { status, lines } = await service.ending(
      `${child.replace(':stateMachine:', ':execution:')}:run-1`,
    );

    expect(parent.error).toBe('States.Timeout');
    expect([status, lines.at(-1)]).toEqual(['ABORTED', '3<2 ExecutionAborted']);
  });

  test('waits for the token that it passes on', async () => {
    const service = aTaskService();
    const child = await service.create('Child', {
      Answer: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
        Parameters: { 'TaskToken.$': '$.token', Output: { ok: true } },
        End: true,
      },
    });

    const { output, lines } = await service.run(
      aTask('.waitForTaskToken', {
        StateMachineArn: child,
        Input: { 'token.$': '$$.Task.Token' },
      }),
    );

    expect(output).toBe('{"ok":true}');
    expect(lines.slice(4, 6)).toEqual(['5<4 TaskSubmitted', '6<5 TaskSucceeded']);
  });

  test('ends early when its token is sent, and leaves the execution alone', async () => {
    const service = aTaskService();
    const child = await service.create('Child', {
      Answer: {
        Type: 'Task',
        Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
        Parameters: { 'TaskToken.$': '$.token', Output: '"early"' },
        Next: 'Wait',
      },
      Wait: { Type: 'Wait', Seconds: 60, End: true },
    });

    const parent = await service.run(
      aTask('.sync', {
        StateMachineArn: child,
        Name: 'run-1',
        Input: { 'token.$': '$$.Task.Token' },
      }),
    );
    const { status } = await service.ending(
      `${child.replace(':stateMachine:', ':execution:')}:run-1`,
    );

    expect([parent.output, status]).toEqual(['"early"', 'SUCCEEDED']);
  });

  test.each([
    {
      reason: 'an unknown state machine',
      parameters: { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:None' },
      error: 'StepFunctions.StateMachineDoesNotExistException',
      cause:
        /^State Machine Does Not Exist: '.*None' \(Service: AWSStepFunctions; Status Code: 400; Error Code: StateMachineDoesNotExist; Request ID: [\w-]+; Proxy: null\)$/,
    },
    {
      reason: 'a name that is none',
      parameters: {
        StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:None',
        Name: 'a b',
      },
      error: 'StepFunctions.InvalidNameException',
      cause: /^Invalid Name: 'a b' /,
    },
  ])('fails with the error of the service for $reason', async ({ parameters, error, cause }) => {
    const ending = await aTaskService().run(aTask('', parameters));

    expect(ending).toMatchObject({ error, cause: expect.stringMatching(cause) });
  });

  test('is not scheduled without the ARN of a state machine', async () => {
    const { error, cause, lines } = await aTaskService().run(aTask('', { Input: {} }));

    expect(error).toBe('States.Runtime');
    expect(cause).toContain("[The field 'StateMachineArn' is required but was missing]");
    expect(lines).toHaveLength(3);
  });

  test('asks the role of its state machine', async () => {
    const service = aTaskService({
      authorize: (principal, action) =>
        principal.kind === 'role' && action === 'states:StartExecution' ? 'no' : undefined,
    });
    const child = await service.create('Child', PASS);

    const { error, cause } = await service.run(aTask('', { StateMachineArn: child }));

    expect(error).toBe('StepFunctions.AWSStepFunctionsException');
    expect(cause).toMatch(/^no \(Service: AWSStepFunctions; .* Error Code: AccessDeniedException;/);
  });
});
