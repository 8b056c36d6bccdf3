import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import type { TaskRequest } from '../../../toolbox/states/execution.ts';
import { simulatedClock } from '../../simulated-clock.ts';
import { eventLines, FUNCTION_ARN, runToEnd, START_MS } from './a-run.ts';

function aTask(fields: Record<string, string | number | object>) {
  return {
    StartAt: 'Step',
    States: { Step: { Type: 'Task', Resource: FUNCTION_ARN, End: true, ...fields } },
  };
}

const never = new Promise<JsonDocument>(() => {});

describe('a Task state', () => {
  test('hands the untouched input on with its text, and the result too', async () => {
    const payloads: string[] = [];

    const { outcome } = await runToEnd(aTask({}), {
      inputText: '{ "n": 1.0 }',
      invokeTask: async ({ payload, onStarted }) => {
        onStarted();
        payloads.push(payload.text);
        return JsonDocument.fromText('[ 2.0 ]');
      },
    });

    expect(payloads).toEqual(['{ "n": 1.0 }']);
    expect(outcome).toMatchObject({ output: { text: '[ 2.0 ]' } });
  });

  test('tells the invoker resource, state, limits and the number of the retry', async () => {
    const requests: Partial<TaskRequest>[] = [];
    const definition = aTask({
      TimeoutSecondsPath: '$.timeout',
      HeartbeatSeconds: 2,
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }],
    });

    await runToEnd(definition, {
      inputText: '{"timeout": 9}',
      invokeTask: async ({ signal, onStarted, onSubmitted, onHeartbeat, payload, ...request }) => {
        requests.push(request);
        throw new Error('not a StatesError');
      },
    }).catch(() => {});

    expect(requests).toEqual([
      {
        resource: FUNCTION_ARN,
        timeoutSeconds: 9,
        heartbeatSeconds: 2,
        stateName: 'Step',
        retryCount: 0,
        executionArn: 'arn:aws:states:us-east-1:123456789012:execution:Machine:run-1',
      },
    ]);
  });

  test('does not count the wait in line towards TimeoutSeconds', async () => {
    const clock = simulatedClock(START_MS);

    const { outcome, events } = await runToEnd(aTask({ TimeoutSeconds: 5 }), {
      clock,
      invokeTask: async ({ payload, onStarted }) => {
        await clock.sleep(60_000);
        onStarted();
        await clock.sleep(4000);
        return payload;
      },
    });

    expect(outcome.status).toBe('SUCCEEDED');
    expect(events.find(({ type }) => type === 'LambdaFunctionStarted')).toMatchObject({
      timestamp: START_MS / 1000 + 60,
    });
  });

  test('aborts the work when the time is up, and does not wait for it', async () => {
    let signal: AbortSignal | undefined;

    const { outcome } = await runToEnd(aTask({ TimeoutSeconds: 5 }), {
      invokeTask: (task) => {
        signal = task.signal;
        task.onStarted();
        return never;
      },
    });

    expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(signal?.aborted).toBe(true);
  });

  test('records the start of work that ended before it was reported', async () => {
    const { events } = await runToEnd(aTask({}), { invokeTask: async ({ payload }) => payload });

    expect(eventLines(events)).toContain('4<3 LambdaFunctionStarted');
  });

  test('fails with the resource as the subject of a result that is too large', async () => {
    const { outcome, events } = await runToEnd(aTask({}), {
      invokeTask: async () => JsonDocument.fromText('x'.repeat(262_145)),
    });

    expect(outcome).toMatchObject({
      error: 'States.DataLimitExceeded',
      cause: expect.stringContaining(`The state/task '${FUNCTION_ARN}' returned`),
    });
    expect(eventLines(events)).toContain('5<4 LambdaFunctionFailed');
  });

  test('that cannot be started with its parameters fails before anything is scheduled', async () => {
    const invoked: string[] = [];

    const { outcome, events } = await runToEnd(
      aTask({
        Parameters: { 'a.$': '$.n' },
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Step' }],
      }),
      {
        inputText: '{"n":1.0}',
        parameterErrors: ({ stateName, resource, payload }) => [
          `${stateName} of ${resource}`,
          payload.text,
        ],
        invokeTask: async ({ stateName, payload }) => {
          invoked.push(stateName);
          return payload;
        },
      },
    );

    expect(outcome).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: `An error occurred while executing the state 'Step' (entered at the event id #2). The Parameters '{"a":1.0}' could not be used to start the Task: [Step of ${FUNCTION_ARN}, {"a":1.0}]`,
    });
    expect(eventLines(events)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 TaskStateEntered',
      '3<2 ExecutionFailed',
    ]);
    expect(invoked).toEqual([]);
  });

  test('gives the fault of an invoker to the caller, behind a complete history', async () => {
    const fault = new Error('a fault of the local runtime');

    const run = runToEnd(aTask({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Step' }] }), {
      invokeTask: async () => {
        throw fault;
      },
    });

    await expect(run).rejects.toBe(fault);
  });
});

describe('the events of a Task state', () => {
  test('of a service integration name resource, type, region and parameters', async () => {
    const { events } = await runToEnd(
      aTask({
        Resource: 'arn:aws:states:::aws-sdk:s3:getObject',
        Parameters: { Bucket: 'b' },
        TimeoutSeconds: 7,
        HeartbeatSeconds: 3,
      }),
    );

    expect(events[2]).toMatchObject({
      type: 'TaskScheduled',
      taskScheduledEventDetails: {
        resource: 'getObject',
        resourceType: 'aws-sdk:s3',
        region: 'us-east-1',
        parameters: '{"Bucket":"b"}',
        timeoutInSeconds: 7,
        heartbeatInSeconds: 3,
      },
    });
    expect(events[4]).toMatchObject({
      taskSucceededEventDetails: {
        resource: 'getObject',
        resourceType: 'aws-sdk:s3',
        output: '{"Bucket":"b"}',
        outputDetails: { truncated: false },
      },
    });
  });

  test.each([
    ['arn:aws:states:::states:startExecution.sync:2', 'startExecution.sync:2', 'states'],
    ['arn:aws-cn:states:::lambda:invoke', 'invoke', 'lambda'],
    ['arn:aws:states:::apigateway:invoke', 'invoke', 'apigateway'],
  ])('of %s have the resource %s of %s', async (Resource, resource, resourceType) => {
    const { events } = await runToEnd(aTask({ Resource }));

    expect(events[3]).toMatchObject({ taskStartedEventDetails: { resource, resourceType } });
  });

  test('of a function name it and its input', async () => {
    const { events } = await runToEnd(aTask({ TimeoutSeconds: 7 }), { inputText: '[ ]' });

    expect(events[2]).toMatchObject({
      lambdaFunctionScheduledEventDetails: {
        resource: FUNCTION_ARN,
        input: '[ ]',
        inputDetails: { truncated: false },
        timeoutInSeconds: 7,
      },
    });
  });
});
