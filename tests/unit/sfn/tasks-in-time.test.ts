import { aTaskService, type Ending, START_MS } from './task-service-builder.ts';

const ANSWER = { payload: 'null', executedVersion: '$LATEST', requestId: 'a-b' };

function aTask(Resource: string, fields: object) {
  return { Ask: { Type: 'Task', Resource, End: true, ...fields } };
}

/** A task that hands its token to a function. */
function aCallback(fields: object) {
  const Parameters = { FunctionName: 'Ask', Payload: { 'token.$': '$$.Task.Token' } };
  return aTask('arn:aws:states:::lambda:invoke.waitForTaskToken', { Parameters, ...fields });
}

/** A service that skips waits, the tokens that its function was given, and what a call of that takes. */
function aSkippingService(callMs = 0) {
  const tokens: string[] = [];
  const service = aTaskService({
    timeScale: 0,
    ports: {
      invokeFunction: async ({ payload, onStarted }) => {
        onStarted?.();
        tokens.push(JSON.parse(payload).token);
        await service.clock.sleep(callMs);
        return ANSWER;
      },
    },
  });
  return { ...service, tokens };
}

/** Seconds from the start of the execution to its last event. */
function secondsOf({ events }: Ending): number {
  return Math.round(Number(events.at(-1)?.['timestamp']) - START_MS / 1000);
}

describe('tasks whose execution skips waits', () => {
  test('misses a heartbeat that nobody sends, and says that its time has passed', async () => {
    const service = aSkippingService();

    const ending = await service.run(aCallback({ HeartbeatSeconds: 600 }));

    expect(ending).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(secondsOf(ending)).toBe(600);
    expect(service.clock.now() - START_MS).toBe(1000);
  });

  test('misses the heartbeat of a worker that has taken the task of an activity', async () => {
    const service = aSkippingService();
    const { answer } = await service.call('CreateActivity', { name: 'Work' });
    const { activityArn } = answer;
    const machine = await service.create('Parent', aTask(activityArn, { HeartbeatSeconds: 600 }));
    const executionArn = await service.start(machine);
    await service.call('GetActivityTask', { activityArn });

    const ending = await service.ending(executionArn);

    expect(ending.error).toBe('States.Timeout');
    expect(secondsOf(ending)).toBe(600);
    expect(service.clock.now() - START_MS).toBe(1000);
  });

  test('waits as long as TimeoutSeconds say for a token without HeartbeatSeconds', async () => {
    const service = aSkippingService();

    const ending = await service.run(aCallback({ TimeoutSeconds: 600 }));

    expect(secondsOf(ending)).toBe(600);
    expect(service.clock.now() - START_MS).toBe(600_000);
  });

  test('skips no further than to the end of a wait that is due before the heartbeat', async () => {
    const service = aSkippingService();
    const asking = { StartAt: 'Ask', States: aCallback({ HeartbeatSeconds: 600 }) };
    const waiting = {
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 60, Next: 'Fail' }, Fail: { Type: 'Fail' } },
    };

    const ending = await service.run({
      Both: { Type: 'Parallel', Branches: [asking, waiting], End: true },
    });

    expect(secondsOf(ending)).toBe(60);
    expect(service.clock.now() - START_MS).toBe(1000);
  });

  test('gives those outside a second for each sign of life', async () => {
    const service = aSkippingService();
    const { clock, tokens, call } = service;
    const machine = await service.create('Parent', aCallback({ HeartbeatSeconds: 600 }));
    const executionArn = await service.start(machine);
    await service.settle();
    const worker = async () => {
      for (const operation of ['SendTaskHeartbeat', 'SendTaskHeartbeat', 'SendTaskSuccess']) {
        await clock.sleep(900);
        await call(operation, { taskToken: tokens[0], output: '"done"' });
      }
    };

    await clock.runUntil(worker());

    expect(await service.ending(executionArn)).toMatchObject({ output: '"done"' });
  });

  test('skips nothing while the service is called', async () => {
    const service = aSkippingService(5000);

    const ending = await service.run(aCallback({ HeartbeatSeconds: 600 }));

    expect(secondsOf(ending)).toBe(600);
    expect(service.clock.now() - START_MS).toBe(6000);
  });

  test('skips nothing while a job runs', async () => {
    const service = aSkippingService(5000);
    const invoke = aTask('arn:aws:states:::lambda:invoke', {
      Parameters: { FunctionName: 'Ask', Payload: {} },
    });
    const Parameters = { StateMachineArn: await service.create('Child', invoke) };
    const job = aTask('arn:aws:states:::states:startExecution.sync', {
      Parameters,
      HeartbeatSeconds: 600,
    });

    const { status } = await service.run(job);

    expect(status).toBe('SUCCEEDED');
    expect(service.clock.now() - START_MS).toBe(5000);
  });
});
