import { NO_LONGER_NEEDED } from '../shared/clock.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import { type Branch, BranchAbortedError, throwIfAborted } from './branch.ts';
import type { TaskRequest } from './execution.ts';
import { StatesError } from './states-error.ts';

/**
 * Calls the invoker of the execution, and leaves it behind when the time is up or the branch is stopped.
 *
 * @throws StatesError States.Timeout, or what the invoker throws
 */
export function invokeTask(
  request: Omit<TaskRequest, 'signal'>,
  branch: Branch,
): Promise<JsonDocument> {
  const { run, signal } = branch;
  // Stops the work, or after it only the timer beside it.
  const work = new AbortController();
  const startTimer = async (seconds: number, onTimeout: () => void): Promise<void> => {
    await run.clock.sleep(seconds * 1000, work.signal);
    if (!work.signal.aborted) onTimeout();
  };
  return new Promise<JsonDocument>((resolve, reject) => {
    const stop = (): void => giveUp(new BranchAbortedError('The branch was stopped'));
    const settle = (): void => {
      signal.removeEventListener('abort', stop);
      work.abort(NO_LONGER_NEEDED);
    };
    const giveUp = (reason: Error): void => {
      reject(reason);
      work.abort(reason);
    };
    const onStarted = (): void => {
      if (work.signal.aborted) return;
      request.onStarted();
      if (request.timeoutSeconds === undefined) return;
      void startTimer(request.timeoutSeconds, () => giveUp(new StatesError('States.Timeout')));
    };
    const invoke = async (): Promise<JsonDocument> => {
      throwIfAborted(branch);
      return run.invokeTask({ ...request, signal: work.signal, onStarted });
    };
    signal.addEventListener('abort', stop, { once: true });
    invoke().then(resolve, reject).finally(settle);
  });
}
