import { aTaskService, START_MS } from './task-service-builder.ts';

async function anActivity(service: ReturnType<typeof aTaskService>): Promise<string> {
  const { answer } = await service.call('CreateActivity', { name: 'Approve' });
  return answer.activityArn;
}

function aTask(Resource: string, fields: object = {}) {
  return { Approve: { Type: 'Task', Resource, End: true, ...fields } };
}

/** Starts an execution whose task a worker takes, and gives its ARN and the task. */
async function aTakenTask(service: ReturnType<typeof aTaskService>, fields: object = {}) {
  const activityArn = await anActivity(service);
  const executionArn = await service.start(
    await service.create('Parent', aTask(activityArn, fields)),
    { amount: 5 },
  );
  const { answer } = await service.call('GetActivityTask', { activityArn, workerName: 'worker' });
  return { executionArn, ...answer } as {
    executionArn: string;
    taskToken: string;
    input: string;
  };
}

describe('a Task whose Resource is an activity', () => {
  test('is done by the worker that takes it', async () => {
    const service = aTaskService();

    const { executionArn, taskToken, input } = await aTakenTask(service);
    await service.call('SendTaskSuccess', { taskToken, output: '{"ok": 1.0}' });
    const { output, lines, events } = await service.ending(executionArn);

    expect(input).toBe('{"amount":5}');
    expect(output).toBe('{"ok": 1.0}');
    expect(lines.slice(2, 5)).toEqual([
      '3<2 ActivityScheduled',
      '4<3 ActivityStarted',
      '5<4 ActivitySucceeded',
    ]);
    expect(events[3]).toMatchObject({ activityStartedEventDetails: { workerName: 'worker' } });
  });

  test('fails as the worker says', async () => {
    const service = aTaskService();

    const { executionArn, taskToken } = await aTakenTask(service);
    await service.call('SendTaskFailure', { taskToken, error: 'Declined', cause: 'no funds' });
    const ending = await service.ending(executionArn);

    expect(ending).toMatchObject({ error: 'Declined', cause: 'no funds' });
    expect(ending.lines).toContain('5<4 ActivityFailed');
  });

  test('fails with neither error nor cause when the worker gives none', async () => {
    const service = aTaskService();

    const { executionArn, taskToken } = await aTakenTask(service);
    await service.call('SendTaskFailure', { taskToken });
    const { status, error, cause, events } = await service.ending(executionArn);

    expect([status, error, cause]).toEqual(['FAILED', undefined, undefined]);
    expect(events[4]).toMatchObject({ type: 'ActivityFailed', activityFailedEventDetails: {} });
  });

  test('counts TimeoutSeconds from the moment that a worker takes it', async () => {
    const service = aTaskService();

    const { executionArn } = await aTakenTask(service, { TimeoutSeconds: 30 });
    const { error, lines } = await service.ending(executionArn);

    expect(error).toBe('States.Timeout');
    expect(lines).toContain('5<4 ActivityTimedOut');
    expect(service.clock.now()).toBe(START_MS + 30_000);
  });

  test('times out when no heartbeat comes', async () => {
    const service = aTaskService();

    const { executionArn, taskToken } = await aTakenTask(service, {
      TimeoutSeconds: 60,
      HeartbeatSeconds: 10,
    });
    await service.clock.runUntil(service.clock.sleep(8000));
    await service.call('SendTaskHeartbeat', { taskToken });
    const { error, lines } = await service.ending(executionArn);

    expect(error).toBe('States.Timeout');
    expect(lines).toContain('5<4 ActivityTimedOut');
    expect(service.clock.now()).toBe(START_MS + 18_000);
  });

  test('fails at once when the activity is not there', async () => {
    const service = aTaskService();
    const activityArn = await anActivity(service);
    await service.call('DeleteActivity', { activityArn });

    const { error, cause, lines } = await service.run(aTask(activityArn));

    expect(error).toBe('States.Runtime');
    expect(cause).toMatch(
      /\(entered at the event id #2\)\. The activity arn:.*Approve does not exist\.$/,
    );
    expect(lines).toHaveLength(3);
  });
});

describe('GetActivityTask', () => {
  test('gives no token when no task comes within 60 seconds', async () => {
    const service = aTaskService();
    const activityArn = await anActivity(service);

    const { answer } = await service.clock.runUntil(
      service.call('GetActivityTask', { activityArn }),
    );

    expect(answer).toEqual({ taskToken: null });
    expect(service.clock.now()).toBe(START_MS + 60_000);
  });

  test('refuses an activity that is not there', async () => {
    const { answer } = await aTaskService().call('GetActivityTask', {
      activityArn: 'arn:aws:states:us-east-1:123456789012:activity:None',
    });

    expect(answer).toEqual({
      __type: 'com.amazonaws.swf.service.v2.model#ActivityDoesNotExist',
      message: "Activity Does Not Exist: 'arn:aws:states:us-east-1:123456789012:activity:None'",
    });
  });
});

describe('CreateActivity', () => {
  test('answers alike for the same name', async () => {
    const service = aTaskService();

    const answers = [
      await service.call('CreateActivity', { name: 'Approve' }),
      await service.call('CreateActivity', { name: 'Approve', tags: [{ key: 'a', value: 'b' }] }),
    ];

    expect(answers[1]).toEqual(answers[0]);
  });

  test('refuses the name with another encryption', async () => {
    const service = aTaskService();
    await anActivity(service);

    const { answer } = await service.call('CreateActivity', {
      name: 'Approve',
      encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'key' },
    });

    expect(answer.__type).toMatch(/#ActivityAlreadyExists$/);
  });
});

describe('ListActivities', () => {
  test('pages through the activities in the order of their creation', async () => {
    const service = aTaskService();
    for (const name of ['B', 'A', 'C']) await service.call('CreateActivity', { name });

    const first = await service.call('ListActivities', { maxResults: 2 });
    const { nextToken } = first.answer;
    const second = await service.call('ListActivities', { maxResults: 2, nextToken });

    const names = [first, second].flatMap(({ answer }) =>
      answer.activities.map(({ name }: { name: string }) => name),
    );
    expect(names).toEqual(['B', 'A', 'C']);
    expect(second.answer.nextToken).toBeUndefined();
  });
});
