import type { PatternFlags } from './pattern-flags.ts';
import type { CharacterSet } from './pattern-node.ts';

/** Java's `toLowerCase(toUpperCase(c))`, which takes characters one for one. */
export function foldUnicode(codePoint: number): number {
  const upper = single(String.fromCodePoint(codePoint).toUpperCase(), codePoint);
  return single(String.fromCodePoint(upper).toLowerCase(), upper);
}

function single(text: string, unchanged: number): number {
  const codePoint = text.codePointAt(0) as number;
  return text.length === (codePoint > 0xffff ? 2 : 1) ? codePoint : unchanged;
}

export function foldAscii(codePoint: number): number {
  return codePoint >= 0x41 && codePoint <= 0x5a ? codePoint + 32 : codePoint;
}

/** How the flags make characters equal. */
export function foldOf({ caseInsensitive, unicodeCase }: PatternFlags): (code: number) => number {
  if (!caseInsensitive) return (codePoint) => codePoint;
  return unicodeCase ? foldUnicode : foldAscii;
}

export function oneOf(literal: number, flags: PatternFlags): CharacterSet {
  const fold = foldOf(flags);
  const folded = fold(literal);
  return (codePoint) => codePoint === literal || fold(codePoint) === folded;
}

export function rangeOf(from: number, to: number, flags: PatternFlags): CharacterSet {
  const isInside: CharacterSet = (codePoint) => codePoint >= from && codePoint <= to;
  if (!flags.caseInsensitive) return isInside;
  if (flags.unicodeCase) {
    return (codePoint) => {
      const upper = single(String.fromCodePoint(codePoint).toUpperCase(), codePoint);
      return isInside(codePoint) || isInside(upper) || isInside(foldUnicode(codePoint));
    };
  }
  return (codePoint) => isInside(codePoint) || isAsciiLetterIn(isInside, codePoint);
}

function isAsciiLetterIn(isInside: CharacterSet, codePoint: number): boolean {
  const lower = codePoint | 0x20;
  return lower >= 0x61 && lower <= 0x7a && (isInside(lower) || isInside(lower - 0x20));
}

export function unionOf(sets: readonly CharacterSet[]): CharacterSet {
  return (codePoint) => sets.some((has) => has(codePoint));
}

export function intersectionOf(sets: readonly CharacterSet[]): CharacterSet {
  return (codePoint) => sets.every((has) => has(codePoint));
}

export function complementOf(set: CharacterSet): CharacterSet {
  return (codePoint) => !set(codePoint);
}

/** The characters that a class of JavaScript names. */
export function setOf(javaScriptClass: string): CharacterSet {
  const expression = new RegExp(`^${javaScriptClass}$`, 'v');
  return (codePoint) => expression.test(String.fromCodePoint(codePoint));
}

const ASCII_SIZE = 128;

/** The same set with a table for ASCII, which most texts consist of. */
export function tabulated(set: CharacterSet): CharacterSet {
  const table = Uint8Array.from({ length: ASCII_SIZE }, (_, codePoint) => Number(set(codePoint)));
  return (codePoint) => (codePoint < ASCII_SIZE ? table[codePoint] === 1 : set(codePoint));
}
