import { NO_LONGER_NEEDED } from '../shared/clock.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import { type Branch, BranchAbortedError, throwIfAborted } from './branch.ts';
import type { TaskRequest } from './execution.ts';
import { StatesError } from './states-error.ts';

/** What the invoker is told besides the signal and the ways to report. */
type TaskAttempt = Omit<TaskRequest, 'signal' | 'onHeartbeat'>;

/**
 * Calls the invoker of the execution, and leaves it behind when the time is up, the heartbeat is
 * missed or the branch is stopped. What the work reports after that goes nowhere.
 *
 * @throws StatesError States.Timeout, or what the invoker throws
 */
export function invokeTask(request: TaskAttempt, branch: Branch): Promise<JsonDocument> {
  const { run } = branch;
  const signal = branch.signal();
  // Stops the work, or after it only the timers beside it.
  const work = new AbortController();
  return new Promise<JsonDocument>((resolve, reject) => {
    const stop = (): void => giveUp(new BranchAbortedError('The branch was stopped'));
    const settle = (): void => {
      signal.removeEventListener('abort', stop);
      work.abort(NO_LONGER_NEEDED);
    };
    const giveUp = (reason: Error): void => {
      reject(reason);
      signal.removeEventListener('abort', stop);
      work.abort(reason);
    };
    const limits = timeLimits(request, run.clock, work.signal, giveUp);
    const invoke = async (): Promise<JsonDocument> => {
      throwIfAborted(branch);
      return run.invokeTask({
        ...request,
        signal: work.signal,
        onStarted(workerName) {
          if (work.signal.aborted) return;
          request.onStarted(workerName);
          limits.start();
        },
        onSubmitted(answer) {
          if (!work.signal.aborted) request.onSubmitted(answer);
        },
        onHeartbeat() {
          if (!work.signal.aborted) limits.restartHeartbeat();
        },
      });
    };
    signal.addEventListener('abort', stop, { once: true });
    invoke().then(resolve, reject).finally(settle);
  });
}

interface TimeLimits {
  start(): void;
  restartHeartbeat(): void;
}

/**
 * TimeoutSeconds and HeartbeatSeconds of one attempt. Only work that has a token can send
 * heartbeats. A missed one is recorded as a time-out like the other, though it has a name of its own
 * in the language.
 */
function timeLimits(
  { timeoutSeconds, heartbeatSeconds, taskToken }: TaskAttempt,
  clock: Branch['run']['clock'],
  work: AbortSignal,
  giveUp: (reason: StatesError) => void,
): TimeLimits {
  let heartbeat = new AbortController();
  work.addEventListener('abort', () => heartbeat.abort(NO_LONGER_NEEDED), { once: true });
  const startTimer = async (
    seconds: number,
    signal: AbortSignal,
    alias?: string,
  ): Promise<void> => {
    await clock.sleep(seconds * 1000, signal);
    if (!signal.aborted) giveUp(new StatesError('States.Timeout', undefined, alias));
  };
  const restartHeartbeat = (): void => {
    if (heartbeatSeconds === undefined || taskToken === undefined) return;
    heartbeat.abort(NO_LONGER_NEEDED);
    heartbeat = new AbortController();
    void startTimer(heartbeatSeconds, heartbeat.signal, 'States.HeartbeatTimeout');
  };
  return {
    restartHeartbeat,
    start() {
      if (timeoutSeconds !== undefined) void startTimer(timeoutSeconds, work);
      restartHeartbeat();
    },
  };
}
