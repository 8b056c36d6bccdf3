import { setMaxListeners } from 'node:events';
import { NO_LONGER_NEEDED } from '../shared/clock.ts';
import { JsonDocument } from '../shared/json-document.ts';
import { type Branch, recordBesideBranch, recordInBranch } from './branch.ts';
import type { MapItem } from './context-object.ts';
import type { ParallelState, StateGraph } from './definition.ts';
import type { InnerLines, LineEnd, StopPoint } from './stop-point.ts';
import { innerScope } from './variables.ts';

/** Runs the states of a branch up to its end and gives the output of the last one. */
export type RunBranch = (
  graph: StateGraph,
  input: JsonDocument,
  branch: Branch,
) => Promise<JsonDocument>;

/** Tells whether an error comes out of the states inside a state, or out of its own fields. */
export interface InnerStates {
  areRunning: boolean;
}

/**
 * Runs the branches of a Parallel state at the same time; the first that fails stops the others.
 *
 * @returns the array of their outputs
 * @throws StatesError of the branch that failed; the parent's line then goes on from its last event
 */
export async function runBranches(
  { Branches }: ParallelState,
  input: JsonDocument,
  parent: Branch,
  runBranch: RunBranch,
  inner: InnerStates,
): Promise<JsonDocument> {
  inner.areRunning = true;
  const resumed = takeResumedLines(parent);
  if (resumed === undefined) recordInBranch(parent, 'ParallelStateStarted');
  const stop = new AbortController();
  // Each line waits on it.
  setMaxListeners(0, stop.signal);
  const stopAll = (): void => stop.abort(NO_LONGER_NEEDED);
  parent.signal().addEventListener('abort', stopAll, { once: true });
  const children: Branch[] = [];
  let failure: { readonly error: unknown; readonly lastEventId: number } | undefined;
  const lines = new Map<number, LineEnd>();
  const outputs = await Promise.all(
    Branches.map(async (graph, index) => {
      const begun = resumed?.get(index);
      if (begun !== undefined && 'output' in begun) {
        lines.set(index, begun);
        return begun.output;
      }
      const child = innerLine(parent, stop.signal, parent.mapItem, begun?.stoppedAt);
      children.push(child);
      try {
        const output = (await runBranch(graph, input, child)).value;
        lines.set(index, { output });
        return output;
      } catch (error) {
        if (child.stoppedAt !== undefined) lines.set(index, { stoppedAt: child.stoppedAt });
        failure ??= { error, lastEventId: child.lastEventId };
        stop.abort(NO_LONGER_NEEDED);
        return null;
      }
    }),
  );
  parent.signal().removeEventListener('abort', stopAll);
  if (failure !== undefined) {
    recordAborted(children);
    parent.innerLines = lines;
    parent.lastEventId = failure.lastEventId;
    throw failure.error;
  }
  parent.lastEventId = Math.max(...children.map(({ lastEventId }) => lastEventId));
  recordBesideBranch(parent, 'ParallelStateSucceeded');
  inner.areRunning = false;
  return JsonDocument.fromValue(outputs);
}

/** A line inside the current state of another. */
export function innerLine(
  parent: Branch,
  signal: AbortSignal,
  mapItem: MapItem | undefined,
  resumed: StopPoint | undefined,
): Branch {
  const { run, executionSignal, scope, lastEventId } = parent;
  return {
    run,
    executionSignal,
    signal: () => signal,
    scope: resumed?.scope ?? innerScope(scope),
    mapItem,
    lastEventId,
    currentType: undefined,
    resumed,
    resumedLines: undefined,
    innerLines: undefined,
    stoppedAt: undefined,
  };
}

/** How far the lines inside the current state are; undefined when all of them begin. */
export function takeResumedLines(branch: Branch): InnerLines | undefined {
  const lines = branch.resumedLines;
  // A retry of the state begins anew.
  branch.resumedLines = undefined;
  return lines;
}

/** Records what the failure of one branch did to the states that were still running, the failing one included. */
function recordAborted(children: readonly Branch[]): void {
  for (const child of children) {
    if (!child.executionSignal().aborted) recordStateAborted(child);
  }
}

/** Records that the state which a stopped line was in came to no end. */
export function recordStateAborted(child: Branch): void {
  const { currentType } = child;
  if (
    currentType === 'Task' ||
    currentType === 'Wait' ||
    currentType === 'Parallel' ||
    currentType === 'Map'
  ) {
    recordBesideBranch(child, `${currentType}StateAborted`);
  }
}
