import { JavaException } from './java-exception.ts';
import { matches, replaceAll, replaceFirst, replaceText, split } from './java-replace.ts';
import {
  integerAt,
  type Method,
  methodTable,
  ofString,
  ofStrings,
  ofValue,
  plain,
} from './method-table.ts';
import { arrayList, textOf, type VtlValue } from './value.ts';

/** @see "java.lang.String" (Java SE API) */
export const STRING_METHODS = methodTable<string>({
  charAt: (self, args) => {
    const index = integerAt(args, 0);
    return index === undefined ? undefined : slice(self, index, index + 1);
  },
  compareTo: ofString(compare),
  compareToIgnoreCase: ofString((self, text) => compare(foldCase(self), foldCase(text))),
  concat: ofString((self, text) => self + text),
  contains: ofString((self, text) => self.includes(text)),
  contentEquals: ofString((self, text) => self === text),
  endsWith: ofString((self, text) => self.endsWith(text)),
  equals: ofValue((self, value) => self === value),
  equalsIgnoreCase: ofString((self, text) => foldCase(self) === foldCase(text)),
  hashCode: plain(hashCode),
  indexOf: search((self, text, from) => self.indexOf(text, from)),
  isEmpty: plain((self) => self.length === 0),
  lastIndexOf: search((self, text, from) => lastIndexOf(self, text, from)),
  length: plain((self) => self.length),
  matches: ofString(matches),
  replace: ofStrings(replaceText),
  replaceAll: ofStrings(replaceAll),
  replaceFirst: ofStrings(replaceFirst),
  split: (self, args, budget) => {
    const [regex] = args;
    const limit = args.length === 2 ? integerAt(args, 1) : 0;
    if (typeof regex !== 'string' || limit === undefined) return undefined;
    return arrayList(split(self, regex, limit, budget));
  },
  startsWith: (self, args) => {
    const [prefix] = args;
    const from = args.length === 2 ? integerAt(args, 1) : 0;
    if (typeof prefix !== 'string' || from === undefined) return undefined;
    return from >= 0 && from <= self.length && self.startsWith(prefix, from);
  },
  subSequence: substring,
  substring,
  toCharArray: plain((self) => arrayList(self.split(''))),
  toLowerCase: plain((self) => self.toLowerCase()),
  toString: plain((self: string) => self),
  toUpperCase: plain((self) => self.toUpperCase()),
  // Java trims everything up to the blank, and nothing of Unicode's further blanks.
  trim: plain((self) => self.slice(...trimmedRange(self))),
  // A static method, which Velocity lets any string call.
  valueOf: ofValue((_self, value) => textOf(value)),
});

function substring(self: string, args: readonly VtlValue[]): VtlValue | undefined {
  const begin = integerAt(args, 0);
  const end = args.length === 2 ? integerAt(args, 1) : self.length;
  return begin === undefined || end === undefined || args.length > 2
    ? undefined
    : slice(self, begin, end);
}

function slice(self: string, begin: number, end: number): string {
  if (begin < 0 || end > self.length || begin > end) {
    throw new JavaException(
      `StringIndexOutOfBoundsException: begin ${begin}, end ${end}, length ${self.length}: test length() first`,
    );
  }
  return self.slice(begin, end);
}

/** `indexOf` and `lastIndexOf`, with or without a second argument. */
function search(
  find: (self: string, text: string, from: number | undefined) => number,
): Method<string> {
  return (self, args) => {
    const [text] = args;
    if (args.length === 1)
      return typeof text === 'string' ? find(self, text, undefined) : undefined;
    const from = integerAt(args, 1);
    return typeof text === 'string' && from !== undefined && args.length === 2
      ? find(self, text, from)
      : undefined;
  };
}

function lastIndexOf(self: string, text: string, from: number | undefined): number {
  if (from !== undefined && from < 0) return -1;
  return self.lastIndexOf(text, from);
}

/** The difference of the first characters that differ, else of the lengths. */
function compare(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = left.charCodeAt(index) - right.charCodeAt(index);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function foldCase(text: string): string {
  return text.toUpperCase().toLowerCase();
}

function hashCode(self: string): number {
  let hash = 0;
  for (let index = 0; index < self.length; index += 1) {
    hash = (Math.imul(hash, 31) + self.charCodeAt(index)) | 0;
  }
  return hash;
}

function trimmedRange(self: string): [number, number] {
  let [start, end] = [0, self.length];
  while (start < end && self.charCodeAt(start) <= 0x20) start += 1;
  while (end > start && self.charCodeAt(end - 1) <= 0x20) end -= 1;
  return [start, end];
}
