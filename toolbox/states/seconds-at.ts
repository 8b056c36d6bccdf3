import { isJsonNumber, stringifyJson } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import { type StateVisit, stateError } from './context-object.ts';
import { type Expression, evaluateExpression } from './expression.ts';
import type { StatesError } from './states-error.ts';

/**
 * The number of seconds that a `…SecondsPath` field refers to.
 *
 * @throws StatesError States.Runtime when it refers to anything but an integer of 0 or more
 */
export function secondsAt(
  field: string,
  path: Expression,
  data: JsonDocument,
  visit: StateVisit,
): number {
  const value = evaluateExpression(path, data, visit);
  if (value === undefined) throw noInputValue(field, path, visit);
  const written = stringifyJson(value);
  if (!isJsonNumber(value) || !/^-?\d+$/.test(written)) {
    throw stateError(
      visit,
      `The ${field} parameter cannot be parsed as a long value: ${path.source} == ${written}`,
    );
  }
  if (Number(value) < 0) {
    throw stateError(
      visit,
      `The ${field} parameter references a negative value: ${path.source} == ${written}`,
    );
  }
  return Number(value);
}

/** The error of a `…Path` field whose path finds nothing. */
export function noInputValue(field: string, path: Expression, visit: StateVisit): StatesError {
  return stateError(
    visit,
    `The ${field} parameter does not reference an input value: ${path.source}`,
  );
}
