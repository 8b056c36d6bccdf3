import type { Clock } from '../shared/clock.ts';
import { createSkippingClock } from './skipping-clock.ts';

/** How time passes for one execution. */
export interface ExecutionTime {
  /** Of the history, and of time-outs. */
  readonly clock: Clock;
  /** What a Wait state does, and a retrier before the next attempt. */
  readonly wait: Clock['sleep'];
  /** Does work that takes its real time, during which nothing is skipped; undefined where nothing ever is. */
  readonly during?: <Result>(work: Work<Result>) => Promise<Result>;
}

/** @param setIdle - tells that the work only waits, so that time can be skipped, or that it goes on */
type Work<Result> = (setIdle: (isIdle: boolean) => void) => Promise<Result>;

/**
 * Gives the time of each execution.
 *
 * @param timeScale - factor on waits; 0 skips them, and the clock goes on as if the execution had waited
 */
export function executionTimes(clock: Clock, timeScale: number): () => ExecutionTime {
  if (timeScale === 0) return () => createSkippingClock(clock);
  const time: ExecutionTime = {
    clock,
    wait: (delayMs, signal) => clock.sleep(delayMs * timeScale, signal),
  };
  return () => time;
}
