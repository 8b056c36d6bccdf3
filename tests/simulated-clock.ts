import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../toolbox/shared/clock.ts';

export interface SimulatedClock extends Clock {
  /** Moves the clock from one sleeper to the next until the promise is settled. */
  runUntil<T>(promise: Promise<T>): Promise<T>;
}

interface Sleeper {
  readonly wakeMs: number;
  readonly wake: () => void;
}

/** A clock that only moves when everyone sleeps. */
export function simulatedClock(startMs: number): SimulatedClock {
  let nowMs = startMs;
  let sleepers: Sleeper[] = [];

  const sleep = (delayMs: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted || delayMs <= 0) {
        resolve();
        return;
      }
      const wake = (): void => {
        sleepers = sleepers.filter((other) => other !== sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { wakeMs: nowMs + delayMs, wake };
      sleepers.push(sleeper);
      signal?.addEventListener('abort', wake, { once: true });
    });

  return {
    now: () => nowMs,
    sleep,
    async runUntil(promise) {
      let isSettled = false;
      const settle = (): void => {
        isSettled = true;
      };
      promise.then(settle, settle);
      for (;;) {
        // What follows from this moment comes first, also what is put off behind it.
        await setImmediate();
        await setImmediate();
        if (isSettled) return promise;
        const [next] = sleepers.toSorted((a, b) => a.wakeMs - b.wakeMs);
        if (next === undefined) throw new Error('Nobody sleeps, and the promise is not settled');
        nowMs = next.wakeMs;
        next.wake();
      }
    },
  };
}
