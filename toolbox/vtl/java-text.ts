import { foldUnicode, setOf } from '../shared/java-pattern/character-set.ts';
import { checkTextLength, JavaException } from './java-exception.ts';
import { integerAt } from './method-table.ts';
import { itemsOf, type VtlValue } from './value.ts';

/** @throws JavaException when there is no such part */
export function slice(self: string, begin: number, end: number): string {
  if (begin < 0 || end > self.length || begin > end) {
    throw new JavaException(
      `StringIndexOutOfBoundsException: begin ${begin}, end ${end}, length ${self.length}: test length() first`,
    );
  }
  return self.slice(begin, end);
}

/** @throws JavaException when there is no such character */
export function codePointAt(self: string, index: number): number {
  slice(self, index, index + 1);
  return self.codePointAt(index) as number;
}

export function indexOfCodePoint(self: string, codePoint: number, from: number): number {
  return isCodePoint(codePoint) ? self.indexOf(String.fromCodePoint(codePoint), from) : -1;
}

export function lastIndexOfCodePoint(self: string, codePoint: number, from?: number): number {
  if (!isCodePoint(codePoint) || (from !== undefined && from < 0)) return -1;
  return self.lastIndexOf(String.fromCodePoint(codePoint), from);
}

function isCodePoint(value: number): boolean {
  return value >= 0 && value <= 0x10ffff;
}

/** The difference of the first characters that differ, else of the lengths. */
export function compareTexts(left: string, right: string): number {
  return compareUnits(left, right, (unit) => unit);
}

export function compareIgnoringCase(left: string, right: string): number {
  return compareUnits(left, right, foldUnicode);
}

/** Java compares character by character: the lengths have to be equal. */
export function equalsIgnoringCase(left: string, right: string): boolean {
  return left.length === right.length && compareIgnoringCase(left, right) === 0;
}

function compareUnits(left: string, right: string, fold: (unit: number) => number): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [left.charCodeAt(index), right.charCodeAt(index)];
    const difference = one === other ? 0 : fold(one) - fold(other);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** `regionMatches(start, other, otherStart, length)`, with or without a flag in front that ignores the case. */
export function regionMatches(self: string, args: readonly VtlValue[]): boolean | undefined {
  const ignoresCase = args[0] === true;
  const rest = typeof args[0] === 'boolean' ? args.slice(1) : args;
  const [start, otherStart, length] = [integerAt(rest, 0), integerAt(rest, 2), integerAt(rest, 3)];
  const other = rest[1];
  if (start === undefined || otherStart === undefined || length === undefined) return undefined;
  if (typeof other !== 'string' || rest.length > 4) return undefined;
  if (start < 0 || otherStart < 0) return false;
  if (start + length > self.length || otherStart + length > other.length) return false;
  const [left, right] = [
    self.slice(start, start + Math.max(0, length)),
    other.slice(otherStart, otherStart + Math.max(0, length)),
  ];
  return ignoresCase ? equalsIgnoringCase(left, right) : left === right;
}

/** @throws JavaException when the text would be too long */
export function repeat(self: string, count: number): string {
  if (count < 0) throw new JavaException(`IllegalArgumentException: count is negative: ${count}`);
  checkTextLength(self.length * count);
  return self.repeat(count);
}

/** `String.join` of a list, or of any number of strings. */
export function join(separator: string, parts: readonly VtlValue[]): string | undefined {
  const items = parts.length === 1 ? (itemsOf(parts[0]) ?? parts) : parts;
  if (items.some((item) => typeof item !== 'string')) {
    throw new JavaException('ClassCastException: join takes strings alone');
  }
  const length = items.reduce<number>((sum, item) => sum + String(item).length, 0);
  checkTextLength(length + separator.length * items.length);
  return items.join(separator);
}

/** Java trims everything up to the blank, and nothing of Unicode's further blanks. */
export function trim(self: string): string {
  let [start, end] = [0, self.length];
  while (start < end && self.charCodeAt(start) <= 0x20) start += 1;
  while (end > start && self.charCodeAt(end - 1) <= 0x20) end -= 1;
  return self.slice(start, end);
}

/** Java's `Character.isWhitespace`. */
const isWhiteSpace = setOf('[\\t-\\r\\x1c-\\x1f[\\p{Z}--[\\xa0\\u2007\\u202f]]]');

/** Strips white space, at one side or at both. */
export function strip(self: string, side?: 'start' | 'end'): string {
  let [start, end] = [0, self.length];
  if (side !== 'end') while (start < end && isWhiteSpace(self.charCodeAt(start))) start += 1;
  if (side !== 'start') while (end > start && isWhiteSpace(self.charCodeAt(end - 1))) end -= 1;
  return self.slice(start, end);
}
