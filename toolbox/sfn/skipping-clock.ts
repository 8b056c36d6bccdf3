import { type Clock, NO_LONGER_NEEDED } from '../shared/clock.ts';
import type { ExecutionTime } from './execution-time.ts';

interface Alarm {
  readonly dueMs: number;
  readonly ring: () => void;
}

/**
 * Makes the time of an execution that skips its waits. While nothing but waits is under way, the clock jumps to the
 * next moment for which something waits, a time-out too: so time-outs keep their meaning, and the history says what it
 * would have said after the wait. While a task runs, time passes as everywhere.
 */
export function createSkippingClock(real: Clock): Required<ExecutionTime> {
  const alarms = new Set<Alarm>();
  let skippedMs = 0;
  let waits = 0;
  let tasks = 0;
  const now = (): number => real.now() + skippedMs;

  function skip(): void {
    if (waits === 0 || tasks > 0) return;
    const nextMs = Math.min(...[...alarms].map(({ dueMs }) => dueMs));
    skippedMs += Math.max(0, nextMs - now());
    for (const { dueMs, ring } of [...alarms]) if (dueMs <= nextMs) ring();
  }

  /** What follows from an answer or an earlier moment comes first. */
  const skipSoon = (): void => {
    if (waits > 0 && tasks === 0) setImmediate(skip);
  };

  async function sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return;
    const inTime = new AbortController();
    const ring = (): void => inTime.abort(NO_LONGER_NEEDED);
    const alarm = { dueMs: now() + delayMs, ring };
    alarms.add(alarm);
    signal?.addEventListener('abort', ring, { once: true });
    await real.sleep(delayMs, inTime.signal);
    signal?.removeEventListener('abort', ring);
    alarms.delete(alarm);
  }

  return {
    clock: { now, sleep },
    async wait(delayMs, signal) {
      waits += 1;
      skipSoon();
      await sleep(delayMs, signal);
      waits -= 1;
      skipSoon();
    },
    async during(work) {
      let isIdle = false;
      const setIdle = (becomesIdle: boolean): void => {
        if (becomesIdle === isIdle) return;
        isIdle = becomesIdle;
        tasks += isIdle ? -1 : 1;
        waits += isIdle ? 1 : -1;
        skipSoon();
      };
      tasks += 1;
      try {
        return await work(setIdle);
      } finally {
        setIdle(false);
        tasks -= 1;
        skipSoon();
      }
    },
  };
}
