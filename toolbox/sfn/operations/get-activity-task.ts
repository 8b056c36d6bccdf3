import { NO_LONGER_NEEDED } from '../../shared/clock.ts';
import { findActivity } from '../lookup.ts';
import { ACTIVITY_ARN } from './activities.ts';
import { operation } from './operation.ts';

/** How long a worker's question stays open. */
const LONG_POLL_MS = 60_000;

interface GetActivityTaskInput {
  readonly activityArn: string;
  readonly workerName?: string;
}

/**
 * Gives a worker the task that has waited longest, or waits for one.
 *
 * @see "GetActivityTask" (Step Functions API Reference)
 */
export const getActivityTask = operation<GetActivityTaskInput>({
  rules: { activityArn: ACTIVITY_ARN, workerName: { type: 'string', length: [1, 80] } },
  resource: 'activityArn',
  async answer(context, { activityArn, workerName }, caller) {
    findActivity(context, activityArn);
    const poll = new AbortController();
    const endPoll = (): void => poll.abort(NO_LONGER_NEEDED);
    // A task that is given to a worker which is gone would be lost.
    caller?.addEventListener('abort', endPoll, { once: true });
    void context.clock.sleep(LONG_POLL_MS, poll.signal).then(endPoll);
    const task = await context.activities.take(activityArn, workerName, poll.signal);
    endPoll();
    caller?.removeEventListener('abort', endPoll);
    return task === undefined
      ? { taskToken: null }
      : { input: task.input.text, taskToken: task.taskToken };
  },
});
