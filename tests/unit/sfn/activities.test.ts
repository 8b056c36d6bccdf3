import { type ActivityTask, createActivities } from '../../../toolbox/sfn/activities.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';

const ARN = 'arn:aws:states:us-east-1:123456789012:activity:Approve';

function anActivity() {
  const activities = createActivities();
  activities.add({
    activityArn: ARN,
    name: 'Approve',
    creationDate: 0,
    encryptionConfiguration: {},
    tags: new Map(),
  });
  return activities;
}

function aTask(taskToken: string, task: Partial<ActivityTask> = {}): ActivityTask {
  return {
    taskToken,
    input: JsonDocument.fromText('{}'),
    signal: new AbortController().signal,
    onStarted: () => {},
    ...task,
  };
}

/** A signal that stays quiet. */
const { signal: patient } = new AbortController();

describe('createActivities', () => {
  test('gives the oldest task first', async () => {
    const activities = anActivity();
    activities.schedule(ARN, aTask('first'));
    activities.schedule(ARN, aTask('second'));

    const taken = [
      await activities.take(ARN, undefined, patient),
      await activities.take(ARN, undefined, patient),
    ];

    expect(taken.map((task) => task?.taskToken)).toEqual(['first', 'second']);
  });

  test('gives a task to the worker that has waited longest, and starts it under its name', async () => {
    const activities = anActivity();
    const onStarted = jest.fn();
    const taken = activities.take(ARN, 'worker-1', patient);
    void activities.take(ARN, 'worker-2', patient);

    activities.schedule(ARN, aTask('token', { onStarted }));

    expect((await taken)?.taskToken).toBe('token');
    expect(onStarted.mock.calls).toEqual([['worker-1']]);
  });

  test('ends the wait of a worker without a task, and gives it none later', async () => {
    const activities = anActivity();
    const poll = new AbortController();
    const taken = activities.take(ARN, undefined, poll.signal);

    poll.abort();
    activities.schedule(ARN, aTask('token'));

    expect(await taken).toBeUndefined();
    expect((await activities.take(ARN, undefined, patient))?.taskToken).toBe('token');
  });

  test('forgets a task that nobody wants any more', async () => {
    const activities = anActivity();
    const attempt = new AbortController();
    activities.schedule(ARN, aTask('timed out', { signal: attempt.signal }));
    activities.schedule(ARN, aTask('wanted'));

    attempt.abort();

    expect((await activities.take(ARN, undefined, patient))?.taskToken).toBe('wanted');
  });

  test('knows a deleted activity no more', () => {
    const activities = anActivity();

    activities.delete(ARN);

    expect(activities.get(ARN)).toBeUndefined();
    expect([...activities.all()]).toEqual([]);
  });
});
