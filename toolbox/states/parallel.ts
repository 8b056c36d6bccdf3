import { NO_LONGER_NEEDED } from '../shared/clock.ts';
import { JsonDocument } from '../shared/json-document.ts';
import { type Branch, recordBesideBranch, recordInBranch } from './branch.ts';
import type { ParallelState, StateGraph } from './definition.ts';

/** Runs the states of a branch up to its end and gives the output of the last one. */
export type RunBranch = (
  graph: StateGraph,
  input: JsonDocument,
  branch: Branch,
) => Promise<JsonDocument>;

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
): Promise<JsonDocument> {
  recordInBranch(parent, 'ParallelStateStarted');
  const stop = new AbortController();
  const stopAll = (): void => stop.abort(NO_LONGER_NEEDED);
  parent.signal.addEventListener('abort', stopAll, { once: true });
  const children: Branch[] = [];
  let failure: { readonly error: unknown; readonly lastEventId: number } | undefined;
  const outputs = await Promise.all(
    Branches.map(async (graph) => {
      const child = { ...parent, signal: stop.signal, currentType: undefined };
      children.push(child);
      try {
        return (await runBranch(graph, input, child)).value;
      } catch (error) {
        failure ??= { error, lastEventId: child.lastEventId };
        stop.abort(NO_LONGER_NEEDED);
        return null;
      }
    }),
  );
  parent.signal.removeEventListener('abort', stopAll);
  if (failure !== undefined) {
    recordAborted(children);
    parent.lastEventId = failure.lastEventId;
    throw failure.error;
  }
  parent.lastEventId = Math.max(...children.map(({ lastEventId }) => lastEventId));
  recordBesideBranch(parent, 'ParallelStateSucceeded');
  return JsonDocument.fromValue(outputs);
}

/** Records what the failure of one branch did to the states that were still running, the failing one included. */
function recordAborted(children: readonly Branch[]): void {
  for (const child of children) {
    const { currentType, executionSignal } = child;
    if (executionSignal.aborted) return;
    if (currentType === 'Task' || currentType === 'Wait' || currentType === 'Parallel') {
      recordBesideBranch(child, `${currentType}StateAborted`);
    }
  }
}
