import { isJsonNumber, type JsonValue, stringifyJson } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import { type StateVisit, stateError } from './context-object.ts';
import type { Seconds } from './definition.ts';
import { type Eventual, whenReady } from './eventual.ts';
import { type Expression, evaluateExpression } from './expression.ts';
import { evaluateJsonata, failEvaluation, unexpectedType } from './jsonata/evaluate-jsonata.ts';
import type { JsonataExpression } from './jsonata/jsonata-expression.ts';
import type { StatesError } from './states-error.ts';

/**
 * The number of seconds that a field, or its `…Path` form, stands for.
 *
 * @param field - the name without `Path`
 * @throws StatesError when it is anything but an integer of 0 or more
 */
export function secondsOf(
  field: string,
  seconds: Seconds,
  data: JsonDocument,
  visit: StateVisit,
): Eventual<number> {
  if (typeof seconds === 'number') return seconds;
  return seconds.kind === 'jsonata'
    ? evaluatedSeconds(field, seconds, data, visit)
    : secondsAt(`${field}Path`, seconds, data, visit);
}

function secondsAt(field: string, path: Expression, data: JsonDocument, visit: StateVisit): number {
  const value = evaluateExpression(path, data, visit);
  if (value === undefined) throw noInputValue(field, path, visit);
  const found = `${path.source} == ${stringifyJson(value)}`;
  if (!isInteger(value)) {
    throw stateError(visit, `The ${field} parameter cannot be parsed as a long value: ${found}`);
  }
  if (Number(value) < 0) {
    throw stateError(visit, `The ${field} parameter references a negative value: ${found}`);
  }
  return Number(value);
}

/** Local runtime: the texts for numbers that are no seconds follow those of the paths. */
function evaluatedSeconds(
  field: string,
  expression: JsonataExpression,
  data: JsonDocument,
  visit: StateVisit,
): Eventual<number> {
  return whenReady(evaluateJsonata(expression, { visit, source: 'input', data }), (value) => {
    if (!isJsonNumber(value)) throw unexpectedType(expression, 'number', value, visit);
    const fail = (reason: string): StatesError =>
      failEvaluation(visit, `The ${field} field ${reason}: ${value}`, expression.location);
    if (!isInteger(value)) throw fail('cannot be parsed as a long value');
    if (Number(value) < 0) throw fail('has a negative value');
    return Number(value);
  });
}

/** An integer by its text too: `1.0` is none. */
function isInteger(value: JsonValue): boolean {
  return isJsonNumber(value) && /^-?\d+$/.test(String(value));
}

/** The error of a `…Path` field whose path finds nothing. */
export function noInputValue(field: string, path: Expression, visit: StateVisit): StatesError {
  return stateError(
    visit,
    `The ${field} parameter does not reference an input value: ${path.source}`,
  );
}
