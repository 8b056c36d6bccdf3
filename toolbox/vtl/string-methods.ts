import { formatText } from './java-format.ts';
import { hashCodeOf } from './java-hash-code.ts';
import { matches, replaceAll, replaceFirst, replaceText, split } from './java-replace.ts';
import {
  codePointAt,
  compareIgnoringCase,
  compareTexts,
  equalsIgnoringCase,
  indexOfCodePoint,
  join,
  lastIndexOfCodePoint,
  regionMatches,
  repeat,
  slice,
  strip,
  trim,
} from './java-text.ts';
import {
  integerAt,
  type Method,
  methodTable,
  ofInteger,
  ofString,
  ofStrings,
  ofValue,
  plain,
} from './method-table.ts';
import { boundedList, textOf, type VtlValue } from './value.ts';

/**
 * Methods of a string, the static ones too, which Velocity lets any string call. What needs or
 * gives a stream, a function or a character set is left out.
 *
 * @see "java.lang.String" (Java SE 11 API)
 */
export const STRING_METHODS = methodTable<string>({
  charAt: ofInteger((self, index) => slice(self, index, index + 1)),
  codePointAt: ofInteger(codePointAt),
  codePointBefore: ofInteger((self, index) => slice(self, 0, index).codePointAt(index - 1)),
  codePointCount: substringMethod((part) => [...part].length),
  compareTo: ofString(compareTexts),
  compareToIgnoreCase: ofString(compareIgnoringCase),
  concat: ofString((self, text) => self + text),
  contains: ofString((self, text) => self.includes(text)),
  contentEquals: ofString((self, text) => self === text),
  endsWith: ofString((self, text) => self.endsWith(text)),
  equals: ofValue((self, value) => self === value),
  equalsIgnoreCase: ofString(equalsIgnoringCase),
  format: (_self, [format, ...values]) =>
    typeof format === 'string' ? formatText(format, values) : undefined,
  formatted: (self, values) => formatText(self, values),
  getBytes: plain((self) => boundedList(Buffer.byteLength(self), () => [...signedBytes(self)])),
  hashCode: plain<string>(hashCodeOf),
  indexOf: search(
    (self, text, from) => self.indexOf(text, from),
    (self, codePoint, from) => indexOfCodePoint(self, codePoint, from ?? 0),
  ),
  intern: plain((self: string) => self),
  isBlank: plain((self) => strip(self) === ''),
  isEmpty: plain((self) => self.length === 0),
  join: (_self, [separator, ...parts]) =>
    typeof separator === 'string' ? join(separator, parts) : undefined,
  lastIndexOf: search(
    (self, text, from) => (from !== undefined && from < 0 ? -1 : self.lastIndexOf(text, from)),
    lastIndexOfCodePoint,
  ),
  length: plain((self) => self.length),
  matches: ofString(matches),
  regionMatches: (self, args) => regionMatches(self, args),
  repeat: ofInteger(repeat),
  replace: ofStrings(replaceText),
  replaceAll: ofStrings(replaceAll),
  replaceFirst: ofStrings(replaceFirst),
  split: (self, args, budget) => {
    const [regex] = args;
    const limit = args.length === 2 ? integerAt(args, 1) : 0;
    if (typeof regex !== 'string' || limit === undefined) return undefined;
    const parts = split(self, regex, limit, budget);
    return boundedList(parts.length, () => parts);
  },
  startsWith: (self, args) => {
    const [prefix] = args;
    const from = args.length === 2 ? integerAt(args, 1) : 0;
    if (typeof prefix !== 'string' || from === undefined) return undefined;
    return from >= 0 && from <= self.length && self.startsWith(prefix, from);
  },
  strip: plain((self) => strip(self)),
  stripLeading: plain((self) => strip(self, 'start')),
  stripTrailing: plain((self) => strip(self, 'end')),
  subSequence: substringMethod((part) => part),
  substring: substringMethod((part) => part),
  toCharArray: plain((self) => boundedList(self.length, () => self.split(''))),
  toLowerCase: plain((self) => self.toLowerCase()),
  toString: plain((self: string) => self),
  toUpperCase: plain((self) => self.toUpperCase()),
  trim: plain(trim),
  valueOf: ofValue((_self, value) => textOf(value)),
});

/** Turns what is done with a part of the text into a method of one or two indexes. */
function substringMethod(method: (part: string) => VtlValue): Method<string> {
  return (self, args) => {
    const begin = integerAt(args, 0);
    const end = args.length === 2 ? integerAt(args, 1) : self.length;
    return begin === undefined || end === undefined || args.length > 2
      ? undefined
      : method(slice(self, begin, end));
  };
}

/** `indexOf` and `lastIndexOf` of a text or a code point, with or without a second argument. */
function search(
  findText: (self: string, text: string, from: number | undefined) => number,
  findCodePoint: (self: string, codePoint: number, from: number | undefined) => number,
): Method<string> {
  return (self, args) => {
    const [text] = args;
    const from = integerAt(args, 1);
    if (args.length > 2 || (args.length === 2 && from === undefined)) return undefined;
    if (typeof text === 'string') return findText(self, text, from);
    const codePoint = integerAt(args, 0);
    return codePoint === undefined ? undefined : findCodePoint(self, codePoint, from);
  };
}

function signedBytes(text: string): Int8Array {
  return new Int8Array(Buffer.from(text, 'utf8'));
}
