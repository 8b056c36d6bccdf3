import { isJsonNumber, type JsonValue } from '../shared/json.ts';
import { compareTimestamps, parseTimestamp } from './timestamp.ts';

/** Compares a value with the operand of a rule; values of another type than the operator's never match. */
export type Comparison = (value: JsonValue, operand: JsonValue) => boolean;

/** Negative, 0 or positive; undefined when one of them is of another type. */
type Order = (a: JsonValue, b: JsonValue) => number | undefined;

const ORDERS: Readonly<Record<string, Order>> = {
  String: (a, b) =>
    typeof a === 'string' && typeof b === 'string' ? Number(a > b) - Number(a < b) : undefined,
  Numeric: (a, b) => (isJsonNumber(a) && isJsonNumber(b) ? Number(a) - Number(b) : undefined),
  Timestamp(a, b) {
    const [left, right] = [timestampOf(a), timestampOf(b)];
    return left === undefined || right === undefined ? undefined : compareTimestamps(left, right);
  },
};

const RELATIONS: Readonly<Record<string, (order: number) => boolean>> = {
  Equals: (order) => order === 0,
  LessThan: (order) => order < 0,
  LessThanEquals: (order) => order <= 0,
  GreaterThan: (order) => order > 0,
  GreaterThanEquals: (order) => order >= 0,
};

const TYPE_TESTS: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  IsNull: (value) => value === null,
  IsString: (value) => typeof value === 'string',
  IsNumeric: (value) => isJsonNumber(value),
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => timestampOf(value) !== undefined,
};

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map([
  ...Object.entries(ORDERS).flatMap(([type, order]) =>
    Object.entries(RELATIONS).map(
      ([relation, holds]) => [type + relation, ordered(order, holds)] as const,
    ),
  ),
  ...Object.entries(TYPE_TESTS).map(
    ([name, test]) =>
      [name, (value: JsonValue, operand: JsonValue) => test(value) === operand] as const,
  ),
  ['BooleanEquals', (value, operand) => typeof value === 'boolean' && value === operand],
  ['StringMatches', matchesPattern],
] satisfies (readonly [string, Comparison])[]);

/**
 * The comparison of an operator of a Choice rule, `IsPresent` and the `…Path` forms aside.
 *
 * @see "Choice workflow state" (Step Functions Developer Guide)
 */
export function comparisonNamed(operator: string): Comparison | undefined {
  return COMPARISONS.get(operator);
}

function ordered(order: Order, holds: (order: number) => boolean): Comparison {
  return (value, operand) => {
    const result = order(value, operand);
    return result !== undefined && holds(result);
  };
}

function timestampOf(value: JsonValue): ReturnType<typeof parseTimestamp> {
  return typeof value === 'string' ? parseTimestamp(value) : undefined;
}

/** `*` stands for any characters, `\*` and `\\` for themselves. */
function matchesPattern(value: JsonValue, pattern: JsonValue): boolean {
  if (typeof value !== 'string' || typeof pattern !== 'string') return false;
  const pieces = [''];
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index];
    if (character === '*') {
      pieces.push('');
    } else {
      const escaped = character === '\\' && '*\\'.includes(pattern[index + 1] ?? ' ');
      if (escaped) index += 1;
      pieces.push(pieces.pop() + (pattern[index] as string));
    }
  }
  return matchesPieces(value, pieces);
}

/** Linear in the text, whatever the pattern: each piece takes its first place behind the one before. */
function matchesPieces(text: string, pieces: readonly string[]): boolean {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let position = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, position);
    if (found === -1) return false;
    position = found + piece.length;
  }
  return text.length - last.length >= position && text.endsWith(last);
}
