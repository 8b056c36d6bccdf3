import type { InvokeRequest } from '../../../toolbox/shared/function-invoker.ts';
import { aTaskService } from './task-service-builder.ts';

const ANSWER = { payload: '"taken"', executedVersion: '$LATEST', requestId: 'a-b' };

/** A task that hands its token to a function. */
const CALLBACK = {
  Ask: {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Parameters: { FunctionName: 'Ask', Payload: { 'token.$': '$$.Task.Token' } },
    End: true,
  },
};

function tokenIn({ payload }: InvokeRequest): string {
  return JSON.parse(payload).token;
}

describe('.waitForTaskToken', () => {
  test('waits for the token after the service has answered', async () => {
    const tokens: string[] = [];
    const service = aTaskService({
      ports: {
        invokeFunction: async (request) => {
          tokens.push(tokenIn(request));
          return ANSWER;
        },
      },
    });
    const executionArn = await service.start(await service.create('Parent', CALLBACK));
    await service.settle();

    await service.call('SendTaskSuccess', { taskToken: tokens[0], output: '{"a": 1.0}' });
    const { output, lines, events } = await service.ending(executionArn);

    expect(output).toBe('{"a": 1.0}');
    expect(lines.slice(3, 6)).toEqual([
      '4<3 TaskStarted',
      '5<4 TaskSubmitted',
      '6<5 TaskSucceeded',
    ]);
    expect(events[4]).toMatchObject({
      taskSubmittedEventDetails: { output: expect.stringContaining('"Payload":"taken"') },
    });
  });

  test('ends with a token that is sent before the service has answered, when it has', async () => {
    const service = aTaskService({
      ports: {
        invokeFunction: async (request) => {
          await service.call('SendTaskSuccess', { taskToken: tokenIn(request), output: '"early"' });
          await service.clock.sleep(5000);
          return ANSWER;
        },
      },
    });

    const { output, lines } = await service.run(CALLBACK);

    expect(output).toBe('"early"');
    expect(lines.slice(3, 6)).toEqual([
      '4<3 TaskStarted',
      '5<4 TaskSubmitted',
      '6<5 TaskSucceeded',
    ]);
  });

  test('keeps what the token brought when the service fails afterwards', async () => {
    const service = aTaskService({
      ports: {
        invokeFunction: async (request) => {
          await service.call('SendTaskSuccess', { taskToken: tokenIn(request), output: '"early"' });
          return { ...ANSWER, functionError: 'Unhandled', payload: '{"errorType":"E"}' };
        },
      },
    });

    expect(await service.run(CALLBACK)).toMatchObject({ status: 'SUCCEEDED', output: '"early"' });
  });

  test('fails when the service does, and closes the task', async () => {
    const tokens: string[] = [];
    const service = aTaskService({
      ports: {
        invokeFunction: async (request) => {
          tokens.push(tokenIn(request));
          return { ...ANSWER, functionError: 'Unhandled', payload: '{"errorType":"E"}' };
        },
      },
    });

    const { error, lines } = await service.run(CALLBACK);
    const { answer } = await service.call('SendTaskHeartbeat', { taskToken: tokens[0] });

    expect(error).toBe('E');
    expect(lines.slice(3, 5)).toEqual(['4<3 TaskStarted', '5<4 TaskFailed']);
    expect(answer.__type).toMatch(/#TaskTimedOut$/);
  });

  test('asks callers of a function for the state machine that the token belongs to', async () => {
    const asked: string[] = [];
    const service = aTaskService({
      authorize: (_, action, resource) => {
        asked.push(`${action} ${resource}`);
        return undefined;
      },
      ports: {
        invokeFunction: async (request) => {
          const body = JSON.stringify({ taskToken: tokenIn(request), output: '1' });
          await service.service('SendTaskSuccess', body, aRole);
          return ANSWER;
        },
      },
    });
    const aRole = { kind: 'role', roleArn: 'arn:role', sessionName: 'Ask' } as const;

    await service.run(CALLBACK);

    expect(asked).toEqual([
      'states:SendTaskSuccess arn:aws:states:us-east-1:123456789012:stateMachine:Parent',
    ]);
  });
});
