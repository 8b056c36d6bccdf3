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

/** Turns of the event loop in which nobody sleeps: a long computation takes more than one. */
const MAX_BUSY_TURNS = 1_000;

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
      let busyTurns = 0;
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
        if (next === undefined) {
          busyTurns += 1;
          if (busyTurns < MAX_BUSY_TURNS) continue;
          throw new Error('Nobody sleeps, and the promise is not settled');
        }
        busyTurns = 0;
        nowMs = next.wakeMs;
        next.wake();
      }
    },
  };
}
