import { setImmediate } from 'node:timers/promises';
import { NO_LONGER_NEEDED } from '../shared/clock.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import {
  type Branch,
  BranchAbortedError,
  enterState,
  exitState,
  recordInBranch,
  throwIfAborted,
} from './branch.ts';
import type { StateVisit } from './context-object.ts';
import type { State, StateGraph } from './definition.ts';
import type { Eventual } from './eventual.ts';
import { executeWithRecovery } from './execute-with-recovery.ts';
import type { AbortReason, ExecutionOutcome, ExecutionRun } from './execution.ts';
import { recordEvent, recordFinalEvent } from './history.ts';
import { executeInstantState, type InstantState, isInstantState } from './instant-states.ts';
import { StatesError } from './states-error.ts';
import type { Step } from './step.ts';
import { createScope } from './variables.ts';
import { executeWait } from './wait.ts';

/** States that may follow one another before other executions and requests get their turn. */
const TRANSITIONS_PER_TURN = 100;

/**
 * Runs an execution from ExecutionStarted to the event that ends it, or from ExecutionRedriven.
 *
 * @throws what the invoker or the interpreter throws by a fault of its own; all other failures are outcomes
 */
export async function runStateMachine(run: ExecutionRun): Promise<ExecutionOutcome> {
  const { definition, input, history, resumed } = run;
  const { signal, release } = executionSignal(run);
  const branch: Branch = {
    run,
    executionSignal: signal,
    signal,
    scope: resumed?.scope ?? createScope(),
    mapItem: run.mapItem,
    // The first state's event names 0 as the one before it, not ExecutionStarted.
    lastEventId: 0,
    currentType: undefined,
    resumed,
    resumedLines: undefined,
    innerLines: undefined,
    stoppedAt: undefined,
  };
  try {
    recordBeginning(run, branch);
    const output = await runBranch(definition, input, branch);
    recordFinalEvent(history, 'ExecutionSucceeded', branch.lastEventId, { output });
    return { status: 'SUCCEEDED', output };
  } catch (error) {
    return endUnsuccessfully(error, branch);
  } finally {
    release();
  }
}

function recordBeginning({ history, input, context, resumed }: ExecutionRun, branch: Branch): void {
  const { RoleArn: roleArn, RedriveCount: redriveCount = 0 } = context.Execution;
  if (resumed === undefined) {
    const details = { input, ...(roleArn === null ? {} : { roleArn }) };
    recordEvent(history, 'ExecutionStarted', 0, details);
    return;
  }
  branch.lastEventId = history.records.length;
  recordInBranch(branch, 'ExecutionRedriven', { redriveCount });
}

async function runBranch(
  graph: StateGraph,
  branchInput: JsonDocument,
  branch: Branch,
): Promise<JsonDocument> {
  let { stateName: name, input } = branch.resumed ?? {
    stateName: graph.StartAt,
    input: branchInput,
  };
  try {
    for (let transitions = 1; ; transitions += 1) {
      const state = stateNamed(graph, name);
      const visit = enterState(branch, state, input);
      const execution = isInstantState(state)
        ? executeInstantState(state, visit)
        : executeLastingState(state, visit, branch);
      const step = execution instanceof Promise ? await execution : execution;
      // Others ran meanwhile, and may have stopped the branch.
      if (execution instanceof Promise) throwIfAborted(branch);
      exitState(branch, state, step, visit);
      if (step.next === undefined) return step.output;
      name = step.next;
      input = step.output;
      if (transitions % TRANSITIONS_PER_TURN === 0) {
        await setImmediate();
        throwIfAborted(branch);
      }
    }
  } catch (error) {
    const { scope, currentType, innerLines: lines } = branch;
    branch.stoppedAt = {
      stateName: name,
      isEntered: currentType !== undefined,
      input,
      scope,
      lines,
    };
    throw error;
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
): Eventual<Step> {
  return state.Type === 'Wait'
    ? executeWait(state, visit, branch)
    : executeWithRecovery(state, visit, branch, runBranch);
}

function endUnsuccessfully(
  error: unknown,
  { run, lastEventId, stoppedAt }: Branch,
): ExecutionOutcome {
  const { history } = run;
  const signal = run.signal();
  if (stoppedAt !== undefined) run.onStopped?.(stoppedAt);
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

interface ExecutionSignal {
  readonly signal: () => AbortSignal;
  readonly release: () => void;
}

/** Joins StopExecution's signal with the time that the execution may take. */
function executionSignal(run: ExecutionRun): ExecutionSignal {
  const { maxSeconds = Number.POSITIVE_INFINITY } = run;
  const seconds = Math.min(run.definition.TimeoutSeconds ?? maxSeconds, maxSeconds);
  return seconds === Number.POSITIVE_INFINITY
    ? { signal: run.signal, release: nothing }
    : signalWithin(run, seconds);
}

const nothing = (): void => {};

function signalWithin(run: ExecutionRun, seconds: number): ExecutionSignal {
  const stop = new AbortController();
  const timer = new AbortController();
  const stopNow = (): void => stop.abort(NO_LONGER_NEEDED);
  const executionStop = run.signal();
  executionStop.addEventListener('abort', stopNow, { once: true });
  if (executionStop.aborted) stopNow();
  void run.clock.sleep(seconds * 1000, timer.signal).then(() => {
    if (!timer.signal.aborted) stopNow();
  });
  return {
    signal: () => stop.signal,
    release() {
      timer.abort(NO_LONGER_NEEDED);
      executionStop.removeEventListener('abort', stopNow);
    },
  };
}
