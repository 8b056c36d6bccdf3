import { isJsonNumber, type JsonValue, stringifyJson } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import { type StateVisit, stateError } from './context-object.ts';
import type { Count, MapState } from './definition.ts';
import { type Eventual, whenReady } from './eventual.ts';
import { evaluateJsonata, failEvaluation, unexpectedType } from './jsonata/evaluate-jsonata.ts';
import { evaluateField } from './payload-template.ts';
import type { StatesError } from './states-error.ts';

/** What the number in a field of a Map state may be. */
interface Limit {
  readonly type: 'integer' | 'float';
  readonly max?: number;
  /** Says why a number is out of range. */
  readonly outOfRange: (field: string, found: number) => string;
}

const COUNT: Limit = { type: 'integer', outOfRange: (field) => `${field} cannot be negative.` };
const MAX_CONCURRENCY: Limit = {
  type: 'integer',
  outOfRange: (field, found) =>
    `Expected non-negative integer for ${field}, got '${found}' instead.`,
};
const PERCENTAGE: Limit = {
  type: 'float',
  max: 100,
  outOfRange: (field) => `${field} must be between 0 and 100.`,
};

/**
 * How many items a Map state works on at the same time; 0 is no limit.
 *
 * @throws StatesError when the field is no integer of 0 or more
 */
export function maxConcurrencyOf(
  { MaxConcurrency }: MapState,
  data: JsonDocument,
  visit: StateVisit,
): Eventual<number> {
  return evaluateLimit('MaxConcurrency', MaxConcurrency, MAX_CONCURRENCY, data, visit);
}

/** What fails a map run when more items fail; undefined where it is not given. */
export interface Tolerance {
  readonly toleratedFailureCount: number | undefined;
  /** From 0 to 100. */
  readonly toleratedFailurePercentage: number | undefined;
}

/** @throws StatesError when one of the fields is no number in its range */
export async function toleranceOf(
  { ToleratedFailureCount, ToleratedFailurePercentage }: MapState,
  data: JsonDocument,
  visit: StateVisit,
): Promise<Tolerance> {
  return {
    toleratedFailureCount:
      ToleratedFailureCount &&
      (await countOf('ToleratedFailureCount', ToleratedFailureCount, data, visit)),
    toleratedFailurePercentage:
      ToleratedFailurePercentage &&
      (await evaluateLimit(
        'ToleratedFailurePercentage',
        ToleratedFailurePercentage,
        PERCENTAGE,
        data,
        visit,
      )),
  };
}

/**
 * The value of a field such as MaxItems, or of its `…Path` form.
 *
 * @throws StatesError when it is no integer of 0 or more
 */
export function countOf(
  field: string,
  count: Count,
  data: JsonDocument,
  visit: StateVisit,
): Eventual<number> {
  return evaluateLimit(field, count, COUNT, data, visit);
}

function evaluateLimit(
  field: string,
  value: Count,
  limit: Limit,
  data: JsonDocument,
  visit: StateVisit,
): Eventual<number> {
  if (typeof value === 'number') return value;
  if (value.kind === 'jsonata') {
    return whenReady(evaluateJsonata(value, { visit, source: 'input', data }), (result) => {
      const fail = (reason: string): StatesError => failEvaluation(visit, reason, value.location);
      if (!isJsonNumber(result)) throw unexpectedType(value, 'number', result, visit);
      return checkLimit(
        field,
        Number(result),
        limit,
        fail,
        () => `${field} must be an ${limit.type}.`,
      );
    });
  }
  const found = evaluateField(`${field}Path`, value, data, visit);
  return checkLimit(
    field,
    numberIn(found),
    limit,
    (reason) => stateError(visit, reason),
    () =>
      `The ${field}Path field refers to value "${shown(found)}" which is not a valid ${limit.type}: ${value.source}`,
  );
}

/** @param invalid - says that the value is no number of this type */
function checkLimit(
  field: string,
  number: number,
  { type, max = Number.POSITIVE_INFINITY, outOfRange }: Limit,
  fail: (reason: string) => StatesError,
  invalid: () => string,
): number {
  if (Number.isNaN(number) || (type === 'integer' && !Number.isInteger(number))) {
    throw fail(invalid());
  }
  if (number < 0 || number > max) throw fail(outOfRange(field, number));
  return number;
}

/** Text that reads as a number counts as one. */
function numberIn(value: JsonValue): number {
  return isJsonNumber(value) || (typeof value === 'string' && value.trim() !== '')
    ? Number(value)
    : Number.NaN;
}

function shown(value: JsonValue): string {
  return typeof value === 'string' ? value : stringifyJson(value);
}
