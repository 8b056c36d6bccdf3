import { stringifyJson } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import { type Branch, sleepInBranch } from './branch.ts';
import { type StateVisit, stateError } from './context-object.ts';
import type { WaitState } from './definition.ts';
import { type Expression, evaluateExpression } from './expression.ts';
import { effectiveInput, selectByPath } from './input-output.ts';
import { noInputValue, secondsAt } from './seconds-at.ts';
import type { Step } from './step.ts';
import { parseTimestamp, toEpochMs } from './timestamp.ts';

/** Seconds are a 32-bit integer to the service: about 68 years. */
const MAX_DELAY_MS = (2 ** 31 - 1) * 1000;

export async function executeWait(
  state: WaitState,
  visit: StateVisit,
  branch: Branch,
): Promise<Step> {
  const data = effectiveInput(state, visit);
  await sleepInBranch(branch, waitDelayMs(state, data, visit, branch.run.clock.now()));
  return { output: selectByPath(state.OutputPath, data, visit), next: state.Next };
}

/**
 * How long a Wait state waits, in milliseconds from `nowMs`.
 *
 * @throws StatesError States.Runtime when the input does not say it
 */
export function waitDelayMs(
  { until }: WaitState,
  data: JsonDocument,
  visit: StateVisit,
  nowMs: number,
): number {
  const delayMs = requestedDelayMs(until, data, visit, nowMs);
  if (delayMs > MAX_DELAY_MS) throw stateError(visit, 'Wait state delay is too long.');
  return Math.max(0, delayMs);
}

function requestedDelayMs(
  until: WaitState['until'],
  data: JsonDocument,
  visit: StateVisit,
  nowMs: number,
): number {
  switch (until.field) {
    case 'Seconds':
      return until.seconds * 1000;
    case 'SecondsPath':
      return secondsAt('SecondsPath', until.path, data, visit) * 1000;
    case 'Timestamp':
      return until.timeMs - nowMs;
    case 'TimestampPath':
      return timestampAt(until.path, data, visit) - nowMs;
  }
}

function timestampAt(path: Expression, data: JsonDocument, visit: StateVisit): number {
  const value = evaluateExpression(path, data, visit);
  if (value === undefined) throw noInputValue('TimestampPath', path, visit);
  const timestamp = typeof value === 'string' ? parseTimestamp(value) : undefined;
  if (timestamp !== undefined) return toEpochMs(timestamp);
  const found = typeof value === 'string' ? value : stringifyJson(value);
  throw stateError(
    visit,
    `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${path.source} == ${found}`,
  );
}
