import type { JsonDocument } from '../shared/json-document.ts';
import type { Branch } from './branch.ts';
import { type Inspect, NO_EVENT, type StateVisit } from './context-object.ts';
import { leaveState } from './data-flow.ts';
import type { Retrier, State } from './definition.ts';
import { errorOutput, type RecoverableState } from './execute-with-recovery.ts';
import { decideRecovery } from './recovery.ts';
import { StatesError } from './states-error.ts';
import type { Step } from './step.ts';
import { runTestedState, type StateTest } from './test-state-attempt.ts';
import { assignVariables, createScope, type VariableScope } from './variables.ts';

export interface StateTestReport {
  readonly outcome: StateTestOutcome;
  /** What the fields of the state made of the data, by the names of TestState. */
  readonly inspected: ReadonlyMap<string, JsonDocument | number>;
  /** After the state. */
  readonly variables: ReadonlyMap<string, JsonDocument>;
}

export type StateTestOutcome =
  | ({ readonly status: 'SUCCEEDED' } & Step)
  | ({
      readonly status: 'CAUGHT_ERROR';
      readonly error: StatesError;
      readonly catchIndex: number;
    } & Step)
  | {
      readonly status: 'RETRIABLE';
      readonly error: StatesError;
      readonly retryIndex: number;
      readonly backoffSeconds: number;
    }
  | { readonly status: 'FAILED'; readonly error: StatesError };

/**
 * Runs one state alone, without what follows it: neither its retries nor its next state.
 *
 * @throws what the invoker or the interpreter throws by a fault of its own
 * @see "TestState" (Step Functions API Reference)
 */
export async function testState(test: StateTest): Promise<StateTestReport> {
  const scope = scopeOf(test.variables);
  const inspected = new Map<string, JsonDocument | number>();
  const visit = visitOf(test, scope, (field, value) => inspected.set(field, value));
  const outcome = await outcomeOf(test, visit, branchOf(test, scope));
  return { outcome, inspected, variables: scope.variables ?? test.variables };
}

async function outcomeOf(
  test: StateTest,
  visit: StateVisit,
  branch: Branch,
): Promise<StateTestOutcome> {
  try {
    const step = await runTestedState(test, visit, branch);
    if (step.assigned !== undefined) assignVariables(branch.scope, step.assigned, visit);
    return { status: 'SUCCEEDED', ...step };
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    return isRecoverable(test.state)
      ? recover(test.state, error, test, visit)
      : { status: 'FAILED', error };
  }
}

async function recover(
  state: RecoverableState,
  error: StatesError,
  { retryCount, run }: StateTest,
  visit: StateVisit,
): Promise<StateTestOutcome> {
  const retries = new Map<Retrier, number>(state.Retry.map((retrier) => [retrier, retryCount]));
  const decision = decideRecovery(state, error, retries, run.random);
  if (decision.kind === 'fail') return { status: 'FAILED', error };
  if (decision.kind === 'retry') {
    const { retrier, delayMs } = decision;
    const retryIndex = state.Retry.indexOf(retrier);
    return { status: 'RETRIABLE', error, retryIndex, backoffSeconds: delayMs / 1000 };
  }
  const { catcher } = decision;
  const left = await leaveState(catcher.flow, 'errorOutput', errorOutput(error), visit);
  if (left.assigned !== undefined) assignVariables(visit.variables, left.assigned, visit);
  const catchIndex = state.Catch.indexOf(catcher);
  return { status: 'CAUGHT_ERROR', error, catchIndex, ...left, next: catcher.Next };
}

function isRecoverable(state: State): state is RecoverableState {
  return state.Type === 'Task' || state.Type === 'Parallel' || state.Type === 'Map';
}

function scopeOf(variables: ReadonlyMap<string, JsonDocument>): VariableScope {
  return { ...createScope(), variables: new Map(variables) };
}

/** How AWS names every state that is tested, whatever its name in the state machine. */
export const TESTED_STATE_NAME = 'StateName';

function visitOf(
  { state, run, context, retryCount }: StateTest,
  scope: VariableScope,
  inspect: Inspect,
): StateVisit {
  return {
    stateName: TESTED_STATE_NAME,
    input: run.input,
    enteredEventId: NO_EVENT,
    enteredTimeMs: run.clock.now(),
    retryCount: isRecoverable(state) ? retryCount : undefined,
    variables: scope,
    onEvaluationFailed() {},
    taskToken: undefined,
    mapItem: undefined,
    execution: run.context,
    random: run.random,
    uuid: run.uuid,
    context,
    inspect,
  };
}

function branchOf({ run }: StateTest, scope: VariableScope): Branch {
  const { signal } = run;
  return {
    run,
    executionSignal: signal,
    signal,
    scope,
    mapItem: undefined,
    lastEventId: NO_EVENT,
    currentType: undefined,
  };
}
