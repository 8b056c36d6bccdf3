import { JsonDocument } from '../shared/json-document.ts';
import { type Branch, recordInBranch, sleepInBranch, throwIfAborted } from './branch.ts';
import type { StateVisit } from './context-object.ts';
import { effectiveInput } from './data-flow.ts';
import type { MapState, ParallelState, Retrier, TaskState } from './definition.ts';
import { runMap } from './map.ts';
import { type InnerStates, type RunBranch, runBranches } from './parallel.ts';
import { decideRecovery } from './recovery.ts';
import { StatesError } from './states-error.ts';
import { type Step, stepTo } from './step.ts';
import { runTask } from './task.ts';
import { taskTokenOf } from './task-token.ts';

/** A state of the types that can have Retry and Catch. */
export type RecoverableState = TaskState | ParallelState | MapState;

/** Runs the state until an attempt succeeds or its Retry and Catch have no answer to the error any more. */
export async function executeWithRecovery(
  state: RecoverableState,
  visit: StateVisit,
  branch: Branch,
  runBranch: RunBranch,
): Promise<Step> {
  const retries = new Map<Retrier, number>();
  for (;;) {
    throwIfAborted(branch);
    const attempt = await attemptState(state, visit, branch, runBranch);
    if ('output' in attempt) return attempt;
    const { error, innerFailed } = attempt;
    const decision = decideRecovery(state, error, retries, branch.run.random);
    if (decision.kind === 'retry') {
      retries.set(decision.retrier, (retries.get(decision.retrier) ?? 0) + 1);
      visit.retryCount = (visit.retryCount ?? 0) + 1;
      await sleepInBranch(branch, decision.delayMs, () => {});
      continue;
    }
    if (state.Type !== 'Task' && (innerFailed || error.error !== 'States.Runtime')) {
      recordInBranch(branch, `${state.Type}StateFailed`);
    }
    if (decision.kind === 'fail') throw error;
    const { catcher } = decision;
    return stepTo(catcher.Next, catcher.flow, 'errorOutput', errorOutput(error), visit);
  }
}

type Attempt =
  | Step
  /** `innerFailed`: the error comes out of the states inside, not out of the state's own fields. */
  | { readonly error: StatesError; readonly innerFailed: boolean };

async function attemptState(
  state: RecoverableState,
  visit: StateVisit,
  branch: Branch,
  runBranch: RunBranch,
): Promise<Attempt> {
  const inner = { areRunning: false };
  try {
    if (state.Type === 'Task') visit.taskToken = taskTokenOf(state, branch.run);
    const payload = await effectiveInput(state.flow, visit);
    // From here on somebody listens for the end of the branch, which may have come meanwhile.
    throwIfAborted(branch);
    const result = await runAttempt(state, payload, visit, branch, runBranch, inner);
    return await stepTo(state.Next, state.flow, 'result', result, visit);
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    return { error, innerFailed: inner.areRunning };
  }
}

function runAttempt(
  state: RecoverableState,
  payload: JsonDocument,
  visit: StateVisit,
  branch: Branch,
  runBranch: RunBranch,
  inner: InnerStates,
): Promise<JsonDocument> {
  switch (state.Type) {
    case 'Task':
      return runTask(state, payload, visit, branch);
    case 'Parallel':
      return runBranches(state, payload, branch, runBranch, inner);
    case 'Map':
      return runMap(state, payload, visit, branch, runBranch, inner);
  }
}

/** What a catcher finds: AWS gives a time-out an empty cause here, though its event has none. */
export function errorOutput({ error, cause }: StatesError): JsonDocument {
  return JsonDocument.fromValue({
    Error: error ?? null,
    Cause: cause ?? (error === 'States.Timeout' ? '' : null),
  });
}
