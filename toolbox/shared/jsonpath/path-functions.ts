import { isJsonNumber, isJsonObject, JsonNumber, type JsonValue, keysOf } from '../json.ts';
import type { PathFunctionName } from './json-path.ts';

/**
 * Applies a function at the end of a path to what the path selected.
 *
 * @returns undefined when the function has no result for such a value
 * @see "Functions" (Jayway JsonPath)
 */
export function applyPathFunction(name: PathFunctionName, value: JsonValue): JsonValue | undefined {
  return FUNCTIONS[name](value);
}

const FUNCTIONS: Readonly<Record<PathFunctionName, (value: JsonValue) => JsonValue | undefined>> = {
  length,
  size: length,
  keys: (value) => (isJsonObject(value) ? [...keysOf(value)] : undefined),
  first: (value) => (Array.isArray(value) ? value[0] : undefined),
  last: (value) => (Array.isArray(value) ? value.at(-1) : undefined),
  min: aggregate((numbers) => numbers.reduce((least, number) => Math.min(least, number))),
  max: aggregate((numbers) => numbers.reduce((most, number) => Math.max(most, number))),
  sum: aggregate(sum),
  avg: aggregate(average),
  stddev: aggregate(standardDeviation),
};

function length(value: JsonValue): JsonValue | undefined {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isJsonObject(value) ? keysOf(value).length : undefined;
}

/** The aggregations look at the numbers of a list only, and answer with a Java double. */
function aggregate(fold: (numbers: readonly number[]) => number) {
  return (value: JsonValue): JsonValue | undefined => {
    const numbers = Array.isArray(value) ? value.filter(isJsonNumber).map(Number) : [];
    return numbers.length === 0 ? undefined : double(fold(numbers));
  };
}

function double(value: number): JsonValue {
  return Number.isSafeInteger(value) ? new JsonNumber(`${value}.0`) : value;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number);
}

function average(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length;
}

function standardDeviation(numbers: readonly number[]): number {
  const mean = average(numbers);
  return Math.sqrt(average(numbers.map((number) => (number - mean) ** 2)));
}
