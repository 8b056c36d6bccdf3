import type { MatchBudget } from '../shared/java-pattern/java-pattern.ts';
import type { JsonNumber } from '../shared/json.ts';
import { JavaException } from './java-exception.ts';
import { unsigned } from './java-format.ts';
import { hashCodeOf } from './java-hash-code.ts';
import {
  calculate,
  compareNumbers,
  double,
  integer,
  isInteger,
  type JavaNumber,
  numberText,
} from './java-number.ts';
import {
  integerAt,
  type Method,
  type MethodTable,
  methodTable,
  ofValue,
  onlyString,
  plain,
} from './method-table.ts';
import { isNumber, javaEquals, type VtlValue } from './value.ts';

/**
 * Methods of Integer, Long and Double. Velocity lets a value call the static ones too, the usual way to parse a
 * number: `#set($Integer = 0) $Integer.parseInt($text)`.
 *
 * @see "java.lang.Integer", "java.lang.Double" (Java SE API)
 */
export const NUMBER_METHODS: MethodTable<JavaNumber> = methodTable<JavaNumber>({
  bitCount: integerMethod((value) => value.toString(2).replaceAll('0', '').length),
  byteValue: plain((self) => integer(BigInt.asIntN(8, truncated(self)))),
  compare: ofNumbers((left, right) => Math.sign(compareNumbers(left, right))),
  compareTo: ofValue((self, value) =>
    isNumber(value) ? Math.sign(compareNumbers(self, value)) : undefined,
  ),
  doubleValue: plain(toDouble),
  equals: ofValue(javaEquals),
  floatValue: plain(toDouble),
  hashCode: plain<JavaNumber>(hashCodeOf),
  intValue: plain((self) => integer(BigInt.asIntN(32, truncated(self)))),
  isInfinite: plain((self) => Math.abs(Number(self)) === Number.POSITIVE_INFINITY),
  isNaN: plain((self) => Number.isNaN(Number(self))),
  longValue: plain((self) => integer(BigInt.asIntN(64, truncated(self)))),
  max: ofNumbers((left, right) => (compareNumbers(left, right) < 0 ? right : left)),
  min: ofNumbers((left, right) => (compareNumbers(left, right) > 0 ? right : left)),
  parseDouble: parsing(/^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/, toDouble),
  parseInt: parsingInteger(32),
  parseLong: parsingInteger(64),
  shortValue: plain((self) => integer(BigInt.asIntN(16, truncated(self)))),
  signum: integerMethod((value) => Math.sign(Number(value))),
  sum: ofNumbers((left, right) => calculate('+', left, right)),
  toBinaryString: integerMethod((value) => unsigned(value).toString(2)),
  toHexString: integerMethod((value) => unsigned(value).toString(16)),
  toOctalString: integerMethod((value) => unsigned(value).toString(8)),
  toString: (self: JavaNumber, args: readonly VtlValue[]) => {
    const [value = self, base] = args;
    if (!isNumber(value) || args.length > 2) return undefined;
    if (base === undefined) return numberText(value);
    const radix = integerAt(args, 1);
    return radix === undefined || !isInteger(value)
      ? undefined
      : truncated(value).toString(radixOf(radix));
  },
  valueOf: parsedValue,
});

function toDouble(value: JavaNumber | string): number | JsonNumber {
  return double(Number(value));
}

function truncated(value: JavaNumber): bigint {
  const text = String(value);
  if (/^-?\d+$/.test(text)) return BigInt(text);
  const number = Math.trunc(Number(value));
  return Number.isFinite(number) ? BigInt(number) : 0n;
}

/** As Java does with a radix that there is not. */
function radixOf(radix: number): number {
  return radix >= 2 && radix <= 36 ? radix : 10;
}

/** A static method of two numbers. */
function ofNumbers(
  method: (left: JavaNumber, right: JavaNumber) => VtlValue | undefined,
): Method<JavaNumber> {
  return (_self, args) => {
    const [left, right] = args;
    if (left === undefined || right === undefined || args.length > 2) return undefined;
    return isNumber(left) && isNumber(right) ? method(left, right) : undefined;
  };
}

/** A static method of one integer. */
function integerMethod(method: (value: bigint) => VtlValue): Method<JavaNumber> {
  return ofValue((_self, value) =>
    isNumber(value) && isInteger(value) ? method(truncated(value)) : undefined,
  );
}

/** A static method that reads a number. */
function parsing(form: RegExp, parse: (text: string) => VtlValue): Method<JavaNumber> {
  return (_self, args) => {
    const text = onlyString(args);
    if (text === undefined) return undefined;
    if (!form.test(text)) {
      throw new JavaException(
        `NumberFormatException: For input string: "${text}": test it with matches() first`,
      );
    }
    return parse(text);
  };
}

/** `parseInt` and `parseLong`, with or without a radix. */
function parsingInteger(bits: number): Method<JavaNumber> {
  return (_self, args) => {
    const [text] = args;
    const radix = args.length === 2 ? integerAt(args, 1) : 10;
    if (typeof text !== 'string' || radix === undefined) return undefined;
    const value = integerIn(text, radix);
    if (value !== undefined && BigInt.asIntN(bits, value) === value) return integer(value);
    throw new JavaException(
      `NumberFormatException: For input string: "${text.slice(0, 100)}": test it with matches() first`,
    );
  };
}

/** Far more digits than 64 bits have. */
const MAX_DIGITS = 100;

function integerIn(text: string, radix: number): bigint | undefined {
  const [, sign, digits = ''] = /^([+-]?)([0-9a-z]+)$/i.exec(text) ?? [];
  if (digits === '' || digits.length > MAX_DIGITS) return undefined;
  let value = 0n;
  for (const digit of digits) {
    const number = Number.parseInt(digit, radix);
    if (Number.isNaN(number)) return undefined;
    value = value * BigInt(radix) + BigInt(number);
  }
  return sign === '-' ? -value : value;
}

/** `Integer.valueOf` on an integer, `Double.valueOf` on a double. */
function parsedValue(
  self: JavaNumber,
  args: readonly VtlValue[],
  budget: MatchBudget,
): VtlValue | undefined {
  const [value] = args;
  if (value !== undefined && isNumber(value)) return value;
  const parser = NUMBER_METHODS.get(/[.eE]/.test(String(self)) ? 'parseDouble' : 'parseInt');
  return parser?.(self, args, budget);
}
