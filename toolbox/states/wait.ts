import { stringifyJson } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import { type Branch, sleepInBranch } from './branch.ts';
import { type StateVisit, stateError } from './context-object.ts';
import { effectiveInput } from './data-flow.ts';
import type { WaitState } from './definition.ts';
import { type Eventual, whenReady } from './eventual.ts';
import { type Expression, evaluateExpression } from './expression.ts';
import { evaluateJsonata, failEvaluation, unexpectedType } from './jsonata/evaluate-jsonata.ts';
import type { JsonataExpression } from './jsonata/jsonata-expression.ts';
import { noInputValue, secondsOf } from './seconds-of.ts';
import { type Step, stepTo } from './step.ts';
import { parseTimestamp, toEpochMs } from './timestamp.ts';

/** Seconds are a 32-bit integer to the service: about 68 years. */
const MAX_DELAY_MS = (2 ** 31 - 1) * 1000;

/** Many executions wait at once: none keeps a frame of its own here. */
export function executeWait(state: WaitState, visit: StateVisit, branch: Branch): Eventual<Step> {
  return whenReady(effectiveInput(state.flow, visit), (data) =>
    whenReady(waitDelayMs(state, data, visit, branch.run.clock.now()), (delayMs) =>
      sleepInBranch(branch, delayMs, () => stepTo(state.Next, state.flow, 'input', data, visit)),
    ),
  );
}

/**
 * How long a Wait state waits, in milliseconds from `nowMs`.
 *
 * @throws StatesError when the field does not say it
 */
export function waitDelayMs(
  { until }: Pick<WaitState, 'until'>,
  data: JsonDocument,
  visit: StateVisit,
  nowMs: number,
): Eventual<number> {
  const requested =
    until.kind === 'seconds'
      ? whenReady(secondsOf('Seconds', until.seconds, data, visit), (seconds) => seconds * 1000)
      : whenReady(timestampOf(until.timestamp, data, visit), (timeMs) => timeMs - nowMs);
  return whenReady(requested, (delayMs) => {
    if (delayMs > MAX_DELAY_MS) throw stateError(visit, 'Wait state delay is too long.');
    return Math.max(0, delayMs);
  });
}

type WaitTimestamp = Extract<WaitState['until'], { kind: 'timestamp' }>['timestamp'];

/** In milliseconds since 1970. */
function timestampOf(
  timestamp: WaitTimestamp,
  data: JsonDocument,
  visit: StateVisit,
): Eventual<number> {
  if ('timeMs' in timestamp) return timestamp.timeMs;
  return timestamp.kind === 'jsonata'
    ? evaluatedTimestamp(timestamp, data, visit)
    : timestampAt(timestamp, data, visit);
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

function evaluatedTimestamp(
  expression: JsonataExpression,
  data: JsonDocument,
  visit: StateVisit,
): Eventual<number> {
  return whenReady(evaluateJsonata(expression, { visit, source: 'input', data }), (value) => {
    if (typeof value !== 'string') throw unexpectedType(expression, 'string', value, visit);
    const timestamp = parseTimestamp(value);
    if (timestamp !== undefined) return toEpochMs(timestamp);
    throw failEvaluation(
      visit,
      `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${value}`,
      expression.location,
    );
  });
}
