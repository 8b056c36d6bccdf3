import { JsonDocument } from '../shared/json-document.ts';
import { type Branch, recordInBranch, sleepInBranch, throwIfAborted } from './branch.ts';
import type { StateVisit } from './context-object.ts';
import type { ParallelState, Retrier, TaskState } from './definition.ts';
import {
  applyTemplate,
  checkDataLimit,
  effectiveInput,
  placeResult,
  selectByPath,
} from './input-output.ts';
import { type RunBranch, runBranches } from './parallel.ts';
import { decideRecovery } from './recovery.ts';
import { StatesError } from './states-error.ts';
import type { Step } from './step.ts';
import { runTask } from './task.ts';

/** A state of the types that can have Retry and Catch. */
export type RecoverableState = TaskState | ParallelState;

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
    if ('output' in attempt) return { output: attempt.output, next: state.Next };
    const { error, branchesFailed } = attempt;
    const decision = decideRecovery(state, error, retries, branch.run.random);
    if (decision.kind === 'retry') {
      retries.set(decision.retrier, (retries.get(decision.retrier) ?? 0) + 1);
      visit.retryCount = (visit.retryCount ?? 0) + 1;
      await sleepInBranch(branch, decision.delayMs);
      continue;
    }
    if (branchesFailed) recordInBranch(branch, 'ParallelStateFailed');
    if (decision.kind === 'fail') throw error;
    const { catcher } = decision;
    return {
      output: placeResult(catcher.ResultPath, errorOutput(error), visit),
      next: catcher.Next,
    };
  }
}

type Attempt =
  | { readonly output: JsonDocument }
  /** `branchesFailed`: the error comes out of a branch, not out of the state's own fields. */
  | { readonly error: StatesError; readonly branchesFailed: boolean };

async function attemptState(
  state: RecoverableState,
  visit: StateVisit,
  branch: Branch,
  runBranch: RunBranch,
): Promise<Attempt> {
  let areBranchesRunning = false;
  try {
    const payload = effectiveInput(state, visit);
    areBranchesRunning = state.Type === 'Parallel';
    const result = await (state.Type === 'Task'
      ? runTask(state, payload, visit, branch)
      : runBranches(state, payload, branch, runBranch));
    areBranchesRunning = false;
    const selected = applyTemplate(state.ResultSelector, result, visit);
    const placed = placeResult(state.ResultPath, selected, visit);
    const output = selectByPath(state.OutputPath, placed, visit);
    checkDataLimit(output, state.Name);
    return { output };
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    return { error, branchesFailed: areBranchesRunning };
  }
}

/** What a catcher finds: AWS gives a time-out an empty cause here, though its event has none. */
function errorOutput({ error, cause }: StatesError): JsonDocument {
  return JsonDocument.fromValue({
    Error: error ?? null,
    Cause: cause ?? (error === 'States.Timeout' ? '' : null),
  });
}
