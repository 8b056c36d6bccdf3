import { aTaskService } from './task-service-builder.ts';

function aTask(action: string, Parameters: object) {
  const Resource = `arn:aws:states:::aws-sdk:sfn:${action}`;
  return { Call: { Type: 'Task', Resource, Parameters, End: true } };
}

describe('a Task that calls Step Functions through the AWS SDK', () => {
  test('names members in upper case, and writes times in ISO 8601', async () => {
    const { output } = await aTaskService().run(
      aTask('createActivity', { Name: 'A', Tags: [{ Key: 'k', Value: 'v' }] }),
    );

    expect(JSON.parse(output ?? '')).toEqual({
      ActivityArn: 'arn:aws:states:us-east-1:123456789012:activity:A',
      CreationDate: '2026-01-02T03:04:05.678Z',
    });
  });

  test('sends an object as JSON where the API wants text', async () => {
    const service = aTaskService();
    const child = await service.create('Child', { Pass: { Type: 'Pass', End: true } });

    await service.run(
      aTask('startExecution', { StateMachineArn: child, Name: 'run-1', Input: { a: [1] } }),
    );
    const { output } = await service.ending(
      `${child.replace(':stateMachine:', ':execution:')}:run-1`,
    );

    expect(output).toBe('{"a":[1]}');
  });

  test('leaves members out that are null', async () => {
    const service = aTaskService();
    const { answer } = await service.call('CreateActivity', { name: 'A' });

    const { output } = await service.run(
      aTask('getActivityTask', { ActivityArn: answer.activityArn, WorkerName: null }),
    );

    expect(output).toBe('{}');
  });

  test.each([
    {
      error: 'that the API describes',
      task: aTask('sendTaskSuccess', { TaskToken: 'none', Output: 'text' }),
      expected: {
        error: 'Sfn.InvalidTokenException',
        cause: expect.stringMatching(
          /^Invalid Token: 'Invalid token' \(Service: Sfn, Status Code: 400, Request ID: [\w-]+\) \(SDK Attempt Count: 1\)$/,
        ),
      },
    },
    {
      error: 'whose name says that it is one',
      task: aTask('describeExecution', {}),
      expected: { error: 'Sfn.ValidationException' },
    },
    {
      error: 'that it does not describe',
      task: aTask('describeExecution', { ExecutionArn: 1 }),
      expected: { error: 'Sfn.SfnException' },
    },
  ])('fails with the class of an error $error', async ({ task, expected }) => {
    expect(await aTaskService().run(task)).toMatchObject(expected);
  });

  test('asks the role of its state machine', async () => {
    const asked: string[] = [];
    const service = aTaskService({
      authorize: (principal, action, resource) => {
        asked.push(`${principal.kind} ${action} ${resource}`);
        return undefined;
      },
    });

    await service.run(aTask('describeActivity', { ActivityArn: 'arn:aws:states:::activity:A' }));

    expect(asked).toEqual(['role states:DescribeActivity arn:aws:states:::activity:A']);
  });
});
