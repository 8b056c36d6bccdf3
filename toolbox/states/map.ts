import type { JsonValue } from '../shared/json.ts';
import { JsonDocument } from '../shared/json-document.ts';
import { type Branch, recordBesideBranch, recordInBranch, throwIfAborted } from './branch.ts';
import type { StateVisit } from './context-object.ts';
import type { MapState } from './definition.ts';
import { recordEvent } from './history.ts';
import { runDistributed } from './map-distributed.ts';
import { selectItems } from './map-items.ts';
import { runIterations } from './map-iterations.ts';
import { maxConcurrencyOf, toleranceOf } from './map-limits.ts';
import type { InnerStates, RunBranch } from './parallel.ts';

/**
 * Runs one attempt of a Map state.
 *
 * @param data - the effective input
 * @param inner - told while iterations run
 * @returns the array of their outputs, or what a ResultWriter gives
 * @throws StatesError of the iteration that failed, or when the state's own fields cannot be evaluated
 */
export async function runMap(
  state: MapState,
  data: JsonDocument,
  visit: StateVisit,
  branch: Branch,
  runBranch: RunBranch,
  inner: InnerStates,
): Promise<JsonDocument> {
  const { distributed } = state;
  const items =
    distributed?.ItemReader === undefined ? await selectItems(state, data, visit) : undefined;
  const maxConcurrency = await maxConcurrencyOf(state, data, visit);
  throwIfAborted(branch);
  // The iterations of a redriven state go on.
  if (branch.resumedLines === undefined) {
    recordInBranch(branch, 'MapStateStarted', { length: items?.length ?? 0 });
  }
  const tolerance = await toleranceOf(state, data, visit);
  throwIfAborted(branch);
  inner.areRunning = true;
  const attempt = { state, data, visit, parent: branch, maxConcurrency };
  let result: JsonValue;
  if (distributed === undefined) {
    result = await runIterations({ ...attempt, items: items ?? [], runBranch });
    recordBesideBranch(branch, 'MapStateSucceeded');
  } else {
    const run = await runDistributed({ ...attempt, distributed, items, tolerance });
    result = run.result;
    recordEvent(branch.run.history, 'MapStateSucceeded', run.mapRunSucceededId);
  }
  inner.areRunning = false;
  return JsonDocument.fromValue(result);
}
