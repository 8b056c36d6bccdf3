import { setImmediate } from 'node:timers/promises';
import { NO_LONGER_NEEDED } from '../shared/clock.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import {
  type Branch,
  BranchAbortedError,
  enterState,
  exitState,
  throwIfAborted,
} from './branch.ts';
import type { StateVisit } from './context-object.ts';
import type { State, StateGraph } from './definition.ts';
import { executeWithRecovery } from './execute-with-recovery.ts';
import type { AbortReason, ExecutionOutcome, ExecutionRun } from './execution.ts';
import { recordEvent, recordFinalEvent } from './history.ts';
import { executeInstantState, type InstantState, isInstantState } from './instant-states.ts';
import { StatesError } from './states-error.ts';
import type { Step } from './step.ts';
import { executeWait } from './wait.ts';

/** States that may follow one another before other executions and requests get their turn. */
const TRANSITIONS_PER_TURN = 100;

/**
 * Runs an execution from ExecutionStarted to the event that ends it.
 *
 * @throws what the invoker or the interpreter throws by a fault of its own; all other failures are outcomes
 */
export async function runStateMachine(run: ExecutionRun): Promise<ExecutionOutcome> {
  const { definition, input, history } = run;
  const { signal, release } = executionSignal(run);
  const branch: Branch = {
    run,
    executionSignal: signal,
    signal,
    // The first state's event names 0 as the one before it, not ExecutionStarted.
    lastEventId: 0,
    currentType: undefined,
  };
  recordEvent(history, 'ExecutionStarted', 0, { input, roleArn: run.context.Execution.RoleArn });
  try {
    const output = await runBranch(definition, input, branch);
    recordFinalEvent(history, 'ExecutionSucceeded', branch.lastEventId, { output });
    return { status: 'SUCCEEDED', output };
  } catch (error) {
    return endUnsuccessfully(error, branch);
  } finally {
    release();
  }
}

async function runBranch(
  graph: StateGraph,
  branchInput: JsonDocument,
  branch: Branch,
): Promise<JsonDocument> {
  let name = graph.StartAt;
  let input = branchInput;
  for (let transitions = 1; ; transitions += 1) {
    const state = stateNamed(graph, name);
    const visit = enterState(branch, state, input);
    const step = isInstantState(state)
      ? executeInstantState(state, visit)
      : await executeLastingState(state, visit, branch);
    exitState(branch, state, step.output);
    if (step.next === undefined) return step.output;
    name = step.next;
    input = step.output;
    if (transitions % TRANSITIONS_PER_TURN === 0) {
      await setImmediate();
      throwIfAborted(branch);
    }
  }
}

function stateNamed(graph: StateGraph, name: string): State {
  const state = graph.States.get(name);
  if (state === undefined) throw new Error(`No state is named '${name}'`);
  return state;
}

function executeLastingState(
  state: Exclude<State, InstantState>,
  visit: StateVisit,
  branch: Branch,
): Promise<Step> {
  return state.Type === 'Wait'
    ? executeWait(state, visit, branch)
    : executeWithRecovery(state, visit, branch, runBranch);
}

function endUnsuccessfully(error: unknown, { run, lastEventId }: Branch): ExecutionOutcome {
  const { history, signal } = run;
  if (error instanceof StatesError) {
    const failure = definedOnly(error.error, error.cause);
    recordFinalEvent(history, 'ExecutionFailed', lastEventId, failure);
    return { status: 'FAILED', ...failure };
  }
  if (!(error instanceof BranchAbortedError)) {
    recordFinalEvent(history, 'ExecutionFailed', lastEventId, { error: 'States.Runtime' });
    throw error;
  }
  if (!signal.aborted) {
    recordFinalEvent(history, 'ExecutionTimedOut', lastEventId, {});
    return { status: 'TIMED_OUT' };
  }
  const reason = abortReason(signal.reason);
  recordFinalEvent(history, 'ExecutionAborted', lastEventId, reason);
  return { status: 'ABORTED', ...reason };
}

function abortReason(reason: unknown): AbortReason {
  const { error, cause } = (typeof reason === 'object' && reason !== null ? reason : {}) as Record<
    string,
    unknown
  >;
  return definedOnly(
    typeof error === 'string' ? error : undefined,
    typeof cause === 'string' ? cause : undefined,
  );
}

function definedOnly(error: string | undefined, cause: string | undefined): AbortReason {
  return {
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}

/** Joins StopExecution's signal with the TimeoutSeconds of the machine. */
function executionSignal(run: ExecutionRun): { signal: AbortSignal; release: () => void } {
  const { TimeoutSeconds } = run.definition;
  if (TimeoutSeconds === undefined) return { signal: run.signal, release() {} };
  const stop = new AbortController();
  const timer = new AbortController();
  const stopNow = (): void => stop.abort(NO_LONGER_NEEDED);
  run.signal.addEventListener('abort', stopNow, { once: true });
  if (run.signal.aborted) stopNow();
  void run.clock.sleep(TimeoutSeconds * 1000, timer.signal).then(() => {
    if (!timer.signal.aborted) stopNow();
  });
  return {
    signal: stop.signal,
    release() {
      timer.abort(NO_LONGER_NEEDED);
      run.signal.removeEventListener('abort', stopNow);
    },
  };
}
