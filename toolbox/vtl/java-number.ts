import { JsonNumber } from '../shared/json.ts';

/**
 * A number of Java. An integer of any size is a safe JavaScript integer or a `JsonNumber` of digits, a double anything
 * else: `2` and `2.0` differ.
 */
export type JavaNumber = number | JsonNumber;

/** From here on JavaScript writes a number with an exponent, which JSON reads as a double. */
const EXPONENT_FORM = 1e21;

export function isInteger(value: JavaNumber): boolean {
  return value instanceof JsonNumber
    ? /^-?\d+$/.test(value.text)
    : Number.isInteger(value) && Math.abs(value) < EXPONENT_FORM;
}

/** Makes a double; one whose text in Java differs from that in JavaScript carries its text. */
export function double(value: number): JavaNumber {
  const text = doubleText(value);
  return text === String(value) ? value : new JsonNumber(text);
}

/** @see "Double.toString" (Java SE API) */
function doubleText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}

/** The number as Java prints it, whatever form the JSON text had. */
export function numberText(value: JavaNumber): string {
  if (isInteger(value)) return String(value);
  return doubleText(Number(value));
}

export function integer(value: bigint): JavaNumber {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : new JsonNumber(String(value));
}

function bigInt(value: JavaNumber): bigint {
  return BigInt(String(value));
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

/**
 * Calculates as Velocity does: integers stay integers and never overflow, a double makes the result a double.
 *
 * @returns undefined for a division by zero, which Velocity logs and leaves without a value
 */
export function calculate(
  operator: ArithmeticOperator,
  left: JavaNumber,
  right: JavaNumber,
): JavaNumber | undefined {
  if ((operator === '/' || operator === '%') && Number(right) === 0) return undefined;
  return isInteger(left) && isInteger(right)
    ? integer(INTEGER_OPERATIONS[operator](bigInt(left), bigInt(right)))
    : double(DOUBLE_OPERATIONS[operator](Number(left), Number(right)));
}

type Operations<T> = Readonly<Record<ArithmeticOperator, (left: T, right: T) => T>>;

const INTEGER_OPERATIONS: Operations<bigint> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

const DOUBLE_OPERATIONS: Operations<number> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '%': (left, right) => left % right,
};

/** Below, at or above zero as `left` is less than, equal to or greater than `right`; NaN if neither. */
export function compareNumbers(left: JavaNumber, right: JavaNumber): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (!isInteger(left) || !isInteger(right)) return Number(left) - Number(right);
  const [first, second] = [bigInt(left), bigInt(right)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
