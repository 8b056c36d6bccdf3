import type { MatchBudget } from '../shared/java-pattern/java-pattern.ts';
import type { JsonNumber } from '../shared/json.ts';
import { JavaException } from './java-exception.ts';
import { compareNumbers, double, integer, type JavaNumber, numberText } from './java-number.ts';
import {
  type Method,
  type MethodTable,
  methodTable,
  ofValue,
  onlyString,
  plain,
} from './method-table.ts';
import { isNumber, javaEquals, textOf, type VtlValue } from './value.ts';

/**
 * Methods of Integer, Long and Double. Velocity lets a value call the static ones too, the usual way to parse a
 * number: `#set($Integer = 0) $Integer.parseInt($text)`.
 *
 * @see "java.lang.Integer", "java.lang.Double" (Java SE API)
 */
export const NUMBER_METHODS: MethodTable<JavaNumber> = methodTable<JavaNumber>({
  byteValue: plain((self) => integer(BigInt.asIntN(8, truncated(self)))),
  compareTo: ofValue((self, value) =>
    isNumber(value) ? Math.sign(compareNumbers(self, value)) : undefined,
  ),
  doubleValue: plain(toDouble),
  equals: ofValue(javaEquals),
  floatValue: plain(toDouble),
  intValue: plain((self) => integer(BigInt.asIntN(32, truncated(self)))),
  isInfinite: plain((self) => Math.abs(Number(self)) === Number.POSITIVE_INFINITY),
  isNaN: plain((self) => Number.isNaN(Number(self))),
  longValue: plain((self) => integer(BigInt.asIntN(64, truncated(self)))),
  parseDouble: parsing(/^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/, toDouble),
  parseInt: parsing(/^[+-]?\d{1,10}$/, (text) => integer(BigInt(text.replace('+', '')))),
  parseLong: parsing(/^[+-]?\d{1,19}$/, (text) => integer(BigInt(text.replace('+', '')))),
  shortValue: plain((self) => integer(BigInt.asIntN(16, truncated(self)))),
  toString: (self: JavaNumber, args: readonly VtlValue[]) => {
    if (args.length === 0) return numberText(self);
    const [value] = args;
    return value !== undefined && isNumber(value) ? numberText(value) : undefined;
  },
  valueOf: parsedValue,
});

/** @see "java.lang.Boolean" (Java SE API) */
export const BOOLEAN_METHODS = methodTable<boolean>({
  booleanValue: plain((self) => self),
  equals: ofValue((self, value) => self === value),
  parseBoolean: ofValue((_self, value) => textOf(value).toLowerCase() === 'true'),
  toString: plain(String),
  valueOf: ofValue((_self, value) => textOf(value).toLowerCase() === 'true'),
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
