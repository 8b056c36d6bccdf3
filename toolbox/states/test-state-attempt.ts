import type { JsonArray, JsonObject } from '../shared/json.ts';
import { JsonDocument } from '../shared/json-document.ts';
import type { Branch } from './branch.ts';
import type { StateVisit } from './context-object.ts';
import { effectiveInput, leaveState } from './data-flow.ts';
import type { MapState, ParallelState, State, TaskState } from './definition.ts';
import type { ExecutionRun } from './execution.ts';
import { executeInstantState, isInstantState } from './instant-states.ts';
import { itemInput, selectItems } from './map-items.ts';
import { maxConcurrencyOf, type Tolerance, toleranceOf } from './map-limits.ts';
import { StatesError } from './states-error.ts';
import type { Step } from './step.ts';
import { runTask } from './task.ts';
import { taskTokenOf } from './task-token.ts';
import { executeWait } from './wait.ts';

/** One state to be run alone. */
export interface StateTest {
  readonly state: State;
  /** What it is run with; the definition is not looked at. */
  readonly run: ExecutionRun;
  /** Stands for the whole context object. */
  readonly context?: JsonObject | undefined;
  readonly variables: ReadonlyMap<string, JsonDocument>;
  /** How often the state has been retried already. */
  readonly retryCount: number;
  /** Stands for what the state's work gives. */
  readonly mock?: StateMock | undefined;
  /** How many iterations of a Map state failed. */
  readonly mapIterationFailureCount?: number | undefined;
  /** What the ItemReader of a Map state finds. */
  readonly itemReaderItems?: JsonArray | undefined;
}

export type StateMock = { readonly result: JsonDocument } | { readonly error: StatesError };

/**
 * Runs one attempt of a state that is tested.
 *
 * @throws StatesError when the attempt fails
 */
export async function runTestedState(
  test: StateTest,
  visit: StateVisit,
  branch: Branch,
): Promise<Step> {
  const { state } = test;
  if (isInstantState(state)) {
    if (state.Type === 'Pass' && state.Result !== undefined) {
      visit.inspect?.('result', state.Result);
    }
    return executeInstantState(state, visit);
  }
  if (state.Type === 'Wait') return executeWait(state, visit, branch);
  if (state.Type === 'Task') visit.taskToken = taskTokenOf(state, branch.run);
  const payload = await effectiveInput(state.flow, visit);
  const result = await resultOf(state, payload, test, visit, branch);
  visit.inspect?.('result', result);
  return { ...(await leaveState(state.flow, 'result', result, visit)), next: state.Next };
}

async function resultOf(
  state: TaskState | ParallelState | MapState,
  payload: JsonDocument,
  test: StateTest,
  visit: StateVisit,
  branch: Branch,
): Promise<JsonDocument> {
  if (state.Type === 'Map') await evaluateMapFields(state, payload, test, visit);
  if (test.mock !== undefined) return resultOfMock(test.mock);
  if (state.Type === 'Task') return runTask(state, payload, visit, branch);
  throw new Error(`A state of the type ${state.Type} is tested with a mock only`);
}

function resultOfMock(mock: StateMock): JsonDocument {
  if ('error' in mock) throw mock.error;
  return mock.result;
}

/** @throws StatesError as the fields of a Map state do before and after its iterations */
async function evaluateMapFields(
  state: MapState,
  data: JsonDocument,
  { mapIterationFailureCount, itemReaderItems }: StateTest,
  visit: StateVisit,
): Promise<void> {
  const { inspect } = visit;
  const items = itemReaderItems ?? (await itemsOf(state, data, visit));
  if (state.flow.QueryLanguage === 'JSONPath' && itemReaderItems === undefined) {
    inspect?.('afterItemsPath', JsonDocument.fromValue(items));
  }
  if (state.ItemSelector !== undefined) {
    inspect?.('afterItemSelector', await selectedItems(state, items, data, visit));
  }
  inspect?.('maxConcurrency', await maxConcurrencyOf(state, data, visit));
  const tolerance = await toleranceOf(state, data, visit);
  for (const [field, limit] of Object.entries(tolerance)) {
    if (limit !== undefined) inspect?.(field, limit);
  }
  if (exceeds(mapIterationFailureCount ?? 0, items.length, tolerance)) {
    throw new StatesError(
      'States.ExceedToleratedFailureThreshold',
      'The specified tolerated failure threshold was exceeded',
    );
  }
}

function itemsOf(state: MapState, data: JsonDocument, visit: StateVisit) {
  return state.distributed?.ItemReader === undefined ? selectItems(state, data, visit) : [];
}

async function selectedItems(
  state: MapState,
  items: JsonArray,
  data: JsonDocument,
  visit: StateVisit,
): Promise<JsonDocument> {
  const selected: JsonArray = [];
  for (const [Index, Value] of items.entries()) {
    selected.push((await itemInput(state, { Index, Value }, data, visit)).value);
  }
  return JsonDocument.fromValue(selected);
}

/** As on AWS, a state that tolerates nothing in particular does not fail by the number alone. */
function exceeds(
  failures: number,
  items: number,
  { toleratedFailureCount, toleratedFailurePercentage }: Tolerance,
): boolean {
  return (
    (toleratedFailureCount !== undefined && failures > toleratedFailureCount) ||
    (toleratedFailurePercentage !== undefined &&
      failures * 100 > toleratedFailurePercentage * items)
  );
}
