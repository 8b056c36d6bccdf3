import { setMaxListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { NO_LONGER_NEEDED } from '../shared/clock.ts';
import type { JsonArray, JsonValue } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import { type Branch, recordBesideBranch, recordInBranch, throwIfAborted } from './branch.ts';
import type { MapItem, StateVisit } from './context-object.ts';
import type { MapState } from './definition.ts';
import { itemInput } from './map-items.ts';
import { innerLine, type RunBranch, recordStateAborted, takeResumedLines } from './parallel.ts';
import type { InnerLines, LineEnd, StopPoint } from './stop-point.ts';

/** Inline iterations that run at the same time, whatever MaxConcurrency says. */
const INLINE_CONCURRENCY_LIMIT = 40;
/** Iterations of one line that may follow one another before others get their turn. */
const ITERATIONS_PER_TURN = 100;

export interface MapAttempt {
  readonly state: MapState;
  readonly items: JsonArray;
  /** The effective input of the Map state. */
  readonly data: JsonDocument;
  readonly visit: StateVisit;
  /** The line of the Map state. */
  readonly parent: Branch;
  /** 0 is no limit. */
  readonly maxConcurrency: number;
  readonly runBranch: RunBranch;
}

/** What the iterations that run at the same time share. */
interface Progress {
  readonly outputs: JsonValue[];
  /** Of a redriven state: how far its iterations were. */
  readonly resumed: InnerLines | undefined;
  /** Where the iterations stopped that came to a bad end. */
  readonly stops: Map<number, StopPoint>;
  readonly stop: AbortController;
  nextIndex: number;
  failure: Failure | undefined;
}

interface Failure {
  readonly error: unknown;
  readonly lastEventId: number;
}

/**
 * Runs the iterations of an inline Map state; the first that fails stops the others.
 *
 * As many lines as may run at the same time take one item after the other: each iteration follows the one before it in
 * its line.
 *
 * @returns the outputs, in the order of the items
 * @throws StatesError of the iteration that failed; the parent's line then goes on from its last event
 * @see "Map state" (Amazon States Language)
 */
export async function runIterations(attempt: MapAttempt): Promise<JsonValue[]> {
  const { items, parent, maxConcurrency } = attempt;
  const stop = new AbortController();
  // Each line waits on it.
  setMaxListeners(0, stop.signal);
  const stopAll = (): void => stop.abort(NO_LONGER_NEEDED);
  parent.signal().addEventListener('abort', stopAll, { once: true });
  const progress: Progress = {
    outputs: new Array<JsonValue>(items.length),
    resumed: takeResumedLines(parent),
    stops: new Map(),
    stop,
    nextIndex: 0,
    failure: undefined,
  };
  const lineCount = Math.min(
    items.length,
    maxConcurrency || INLINE_CONCURRENCY_LIMIT,
    INLINE_CONCURRENCY_LIMIT,
  );
  const lines = Array.from({ length: lineCount }, () => runLine(attempt, progress));
  try {
    const lastEventIds = await Promise.all(lines);
    if (progress.failure !== undefined) throw progress.failure.error;
    parent.lastEventId = Math.max(parent.lastEventId, ...lastEventIds);
    return progress.outputs;
  } finally {
    parent.signal().removeEventListener('abort', stopAll);
    if (progress.failure !== undefined) {
      parent.innerLines = lineEnds(progress);
      parent.lastEventId = progress.failure.lastEventId;
    }
  }
}

function lineEnds({ outputs, stops }: Progress): InnerLines {
  const ends = new Map<number, LineEnd>();
  // What has not come to its end leaves a hole, which forEach skips.
  outputs.forEach((output, index) => {
    ends.set(index, { output });
  });
  for (const [index, stoppedAt] of stops) ends.set(index, { stoppedAt });
  return ends;
}

/** @returns the id of the line's last MapIterationSucceeded */
async function runLine(attempt: MapAttempt, progress: Progress): Promise<number> {
  const { items, parent } = attempt;
  let lastEventId = parent.lastEventId;
  let succeededEventId = 0;
  for (let count = 1; progress.nextIndex < items.length; count += 1) {
    if (progress.failure !== undefined) break;
    const Index = progress.nextIndex;
    progress.nextIndex += 1;
    const begun = progress.resumed?.get(Index);
    if (begun !== undefined && 'output' in begun) {
      progress.outputs[Index] = begun.output;
      continue;
    }
    const mapItem = { Index, Value: items[Index] as JsonValue };
    const child = innerLine(parent, progress.stop.signal, mapItem, begun?.stoppedAt);
    child.lastEventId = lastEventId;
    try {
      succeededEventId = await runIteration(attempt, progress, child, mapItem);
    } catch (error) {
      endIteration(attempt, progress, child, mapItem, error);
      break;
    }
    lastEventId = child.lastEventId;
    if (count % ITERATIONS_PER_TURN === 0) await setImmediate();
  }
  return succeededEventId;
}

async function runIteration(
  { state, data, visit, runBranch }: MapAttempt,
  { outputs }: Progress,
  child: Branch,
  mapItem: MapItem,
): Promise<number> {
  throwIfAborted(child);
  const details = { name: state.Name, index: mapItem.Index };
  recordInBranch(child, 'MapIterationStarted', details);
  const selected = itemInput(state, mapItem, data, visit);
  const input = selected instanceof Promise ? await selected : selected;
  outputs[mapItem.Index] = (await runBranch(state.ItemProcessor, input, child)).value;
  return recordBesideBranch(child, 'MapIterationSucceeded', details);
}

/** Records how an iteration came to a bad end: of its own, or by the failure of another. */
function endIteration(
  { state }: MapAttempt,
  progress: Progress,
  child: Branch,
  { Index }: MapItem,
  error: unknown,
): void {
  const isFirst = progress.failure === undefined;
  if (child.stoppedAt !== undefined) progress.stops.set(Index, child.stoppedAt);
  progress.failure ??= { error, lastEventId: child.lastEventId };
  progress.stop.abort(NO_LONGER_NEEDED);
  if (child.executionSignal().aborted) return;
  const details = { name: state.Name, index: Index };
  if (isFirst) {
    recordBesideBranch(child, 'MapIterationFailed', details);
  } else {
    recordStateAborted(child);
    recordBesideBranch(child, 'MapIterationAborted', details);
  }
}
