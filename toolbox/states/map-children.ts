import { setMaxListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { NO_LONGER_NEEDED } from '../shared/clock.ts';
import type { ChildExecution, ChildInput, MapRun, MapRunLimits } from './map-run.ts';
import { StatesError } from './states-error.ts';

/** Child executions of one map run at the same time. */
const CONCURRENCY_LIMIT = 10_000;
/** Child executions that may start before others get their turn. */
const STARTS_PER_TURN = 100;

/** Those that have ended so far. */
interface Progress {
  readonly ended: ChildExecution[];
  readonly itemCount: number;
  failedItemCount: number;
  running: number;
  fault: unknown;
  wake: () => void;
}

/**
 * Runs the child executions of a map run, as many at the same time as it allows.
 *
 * @returns all of them, in the order of their items
 * @throws StatesError States.ExceedToleratedFailureThreshold; the children that still run are stopped before
 */
export async function runChildren(
  children: readonly ChildInput[],
  mapRun: MapRun,
  signal: AbortSignal,
): Promise<readonly ChildExecution[]> {
  const stop = new AbortController();
  // Each child waits on it.
  setMaxListeners(0, stop.signal);
  const stopAll = (): void => stop.abort(NO_LONGER_NEEDED);
  signal.addEventListener('abort', stopAll, { once: true });
  const progress: Progress = {
    ended: new Array<ChildExecution>(children.length),
    itemCount: children.reduce((count, child) => count + child.itemCount, 0),
    failedItemCount: 0,
    running: 0,
    fault: undefined,
    wake() {},
  };
  for (const [index, child] of children.entries()) {
    await untilFewerThan(mapRun.limits.maxConcurrency || CONCURRENCY_LIMIT, progress);
    if (stop.signal.aborted) break;
    void runChild(child, index, mapRun, progress, stop);
    if (index % STARTS_PER_TURN === STARTS_PER_TURN - 1) await setImmediate();
  }
  await untilFewerThan(1, progress);
  signal.removeEventListener('abort', stopAll);
  if (progress.fault !== undefined) throw progress.fault;
  return progress.ended;
}

async function untilFewerThan(limit: number, progress: Progress): Promise<void> {
  while (progress.running >= limit) {
    await new Promise<void>((resolve) => {
      progress.wake = resolve;
    });
  }
}

async function runChild(
  child: ChildInput,
  index: number,
  mapRun: MapRun,
  progress: Progress,
  stop: AbortController,
): Promise<void> {
  progress.running += 1;
  try {
    const ended = await mapRun.runChild(child, stop.signal);
    progress.ended[index] = ended;
    if (ended.outcome.status !== 'SUCCEEDED') progress.failedItemCount += child.itemCount;
    if (!stop.signal.aborted && exceedsTolerance(progress, mapRun.limits)) {
      throw new StatesError(
        'States.ExceedToleratedFailureThreshold',
        'The specified tolerated failure threshold was exceeded',
      );
    }
  } catch (error) {
    progress.fault ??= error;
    stop.abort(NO_LONGER_NEEDED);
  } finally {
    progress.running -= 1;
    progress.wake();
  }
}

/** Where only one of the two is given, the other one is no limit. */
function exceedsTolerance(
  { failedItemCount, itemCount }: Progress,
  { toleratedFailureCount, toleratedFailurePercentage }: Readonly<MapRunLimits>,
): boolean {
  if (failedItemCount === 0) return false;
  if (toleratedFailureCount === 0 && toleratedFailurePercentage === 0) return true;
  const percentage = (failedItemCount / itemCount) * 100;
  return (
    (toleratedFailureCount > 0 && failedItemCount > toleratedFailureCount) ||
    (toleratedFailurePercentage > 0 && percentage > toleratedFailurePercentage)
  );
}
