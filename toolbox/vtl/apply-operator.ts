import { type ArithmeticOperator, calculate, compareNumbers } from './java-number.ts';
import type { Operator } from './nodes.ts';
import { isNumber, looselyEquals, textOf, type VtlValue } from './value.ts';

/** Only `false` is not true. */
export function isTrue(value: VtlValue): boolean {
  return value !== false;
}

/** Applies an operator to two values; undefined when it has no result for them. */
export function applyOperator(
  operator: Exclude<Operator, '||' | '&&'>,
  left: VtlValue,
  right: VtlValue,
): VtlValue | undefined {
  switch (operator) {
    case '==':
      return looselyEquals(left, right);
    case '!=':
      return !looselyEquals(left, right);
    case '<':
      return compare(left, right) < 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>':
      return compare(left, right) > 0;
    case '>=':
      return compare(left, right) >= 0;
    default:
      return calculateValues(operator, left, right);
  }
}

/** Velocity compares numbers only: NaN, which makes every comparison false, for anything else. */
function compare(left: VtlValue, right: VtlValue): number {
  return isNumber(left) && isNumber(right) ? compareNumbers(left, right) : Number.NaN;
}

function calculateValues(
  operator: ArithmeticOperator,
  left: VtlValue,
  right: VtlValue,
): VtlValue | undefined {
  if (operator === '+' && (typeof left === 'string' || typeof right === 'string')) {
    return textOf(left) + textOf(right);
  }
  return isNumber(left) && isNumber(right) ? calculate(operator, left, right) : undefined;
}
