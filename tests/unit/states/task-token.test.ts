import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import type { TaskRequest } from '../../../toolbox/states/execution.ts';
import { StatesError } from '../../../toolbox/states/states-error.ts';
import { hasTaskToken } from '../../../toolbox/states/task-token.ts';
import { simulatedClock } from '../../simulated-clock.ts';
import { eventLines, FUNCTION_ARN, runToEnd, START_MS } from './a-run.ts';

const CALLBACK = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
const never = new Promise<JsonDocument>(() => {});

function aTask(fields: object) {
  return {
    StartAt: 'Step',
    States: {
      Step: {
        Type: 'Task',
        Resource: CALLBACK,
        Parameters: { 'token.$': '$$.Task.Token' },
        End: true,
        ...fields,
      },
    },
  };
}

describe('hasTaskToken', () => {
  test.each([
    [CALLBACK, true],
    ['arn:aws:states:::states:startExecution.sync', true],
    ['arn:aws:states:::states:startExecution.sync:2', true],
    ['arn:aws:states:us-east-1:123456789012:activity:Approve', true],
    ['arn:aws:states:::sqs:sendMessage', false],
    [FUNCTION_ARN, false],
  ])('tells of %s: %s', (resource, expected) => {
    expect(hasTaskToken(resource)).toBe(expected);
  });
});

describe('the task token', () => {
  test('is another one for each attempt, in the parameters as in the request', async () => {
    const tokens: unknown[] = [];

    await runToEnd(aTask({ Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }] }), {
      invokeTask: async ({ payload, taskToken }) => {
        tokens.push([payload.value, taskToken]);
        throw new StatesError('Again');
      },
    });

    expect(tokens).toEqual([
      [{ token: 'token-1' }, 'token-1'],
      [{ token: 'token-2' }, 'token-2'],
    ]);
  });

  test('is not there for a resource that does not wait for one', async () => {
    const requests: TaskRequest[] = [];

    const { outcome } = await runToEnd(aTask({ Resource: FUNCTION_ARN }), {
      invokeTask: async (task) => {
        requests.push(task);
        return task.payload;
      },
    });

    expect(requests).toEqual([]);
    expect(outcome).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining(
        "The JSONPath '$$.Task.Token' specified for the field 'token.$'",
      ),
    });
  });
});

describe('the service’s answer', () => {
  test('is recorded before the result', async () => {
    const { outcome, events } = await runToEnd(aTask({}), {
      invokeTask: async ({ onStarted, onSubmitted }) => {
        onStarted();
        onSubmitted(JsonDocument.fromText('{"MessageId":"1"}'));
        return JsonDocument.fromText('"done"');
      },
    });

    expect(eventLines(events).slice(2, 6)).toEqual([
      '3<2 TaskScheduled',
      '4<3 TaskStarted',
      '5<4 TaskSubmitted',
      '6<5 TaskSucceeded',
    ]);
    expect(events[4]).toMatchObject({
      taskSubmittedEventDetails: {
        output: '{"MessageId":"1"}',
        outputDetails: { truncated: false },
        resource: 'sendMessage.waitForTaskToken',
        resourceType: 'sqs',
      },
    });
    expect(outcome).toMatchObject({ output: { text: '"done"' } });
  });
});

describe('HeartbeatSeconds', () => {
  test('counts anew with each heartbeat', async () => {
    const clock = simulatedClock(START_MS);

    const { outcome, durationMs } = await runToEnd(aTask({ HeartbeatSeconds: 10 }), {
      clock,
      invokeTask: async ({ onStarted, onHeartbeat }) => {
        onStarted();
        for (const delayMs of [9000, 9000]) {
          await clock.sleep(delayMs);
          onHeartbeat();
        }
        return never;
      },
    });

    expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(durationMs).toBe(28_000);
  });

  test.each(['States.Timeout', 'States.HeartbeatTimeout'])(
    'that is missed is caught as %s',
    async (name) => {
      const { outcome, events } = await runToEnd(
        {
          StartAt: 'Step',
          States: {
            ...aTask({
              HeartbeatSecondsPath: '$.seconds',
              Catch: [{ ErrorEquals: [name], Next: 'Caught' }],
            }).States,
            Caught: { Type: 'Pass', End: true },
          },
        },
        {
          inputText: '{"seconds": 3}',
          invokeTask: ({ onStarted }) => {
            onStarted();
            return never;
          },
        },
      );

      expect(outcome).toMatchObject({
        output: { value: { Error: 'States.Timeout', Cause: '' } },
      });
      expect(events[2]).toMatchObject({ taskScheduledEventDetails: { heartbeatInSeconds: 3 } });
    },
  );

  test('does not hold for a task that cannot send heartbeats', async () => {
    const clock = simulatedClock(START_MS);

    const { outcome, events } = await runToEnd(
      aTask({ Resource: FUNCTION_ARN, Parameters: {}, HeartbeatSeconds: 1 }),
      {
        clock,
        invokeTask: async ({ payload, onStarted }) => {
          onStarted();
          await clock.sleep(5000);
          return payload;
        },
      },
    );

    expect(outcome.status).toBe('SUCCEEDED');
    expect(events[2]).toMatchObject({
      lambdaFunctionScheduledEventDetails: { resource: FUNCTION_ARN },
    });
    expect(events[2]).not.toHaveProperty('lambdaFunctionScheduledEventDetails.heartbeatInSeconds');
  });
});
