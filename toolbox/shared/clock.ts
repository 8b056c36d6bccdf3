/** Time as the interpreter sees it; tests use one that they move by hand. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /**
   * Resolves after `delayMs`, or at once when the signal is aborted (it never rejects: the caller looks at the signal).
   */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** Why a sleep is cut short. Without a reason each abort would make a DOMException with its stack. */
export const NO_LONGER_NEEDED = 'no longer needed';

/** The longest delay of a Node.js timer; a longer one would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** The clock of the machine. */
export const systemClock: Clock = {
  now: Date.now,
  // Many executions wait at once: none keeps a frame of its own here, unless its timer has to be set again.
  sleep: (delayMs, signal) =>
    delayMs > MAX_TIMER_MS ? sleepInParts(delayMs, signal) : timer(delayMs, signal),
};

async function sleepInParts(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  for (let leftMs = delayMs; leftMs > 0; leftMs -= MAX_TIMER_MS) {
    await timer(Math.min(leftMs, MAX_TIMER_MS), signal);
    if (signal?.aborted) return;
  }
}

function timer(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  if (delayMs <= 0 || signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timeout);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    // An execution that waits does not keep the process alive: the servers do, until they are stopped.
    const timeout = setTimeout(done, delayMs).unref();
    signal?.addEventListener('abort', done, { once: true });
  });
}
