import type { JsonValue } from './json.ts';
import { parseLosslessJson } from './lossless-json.ts';

/**
 * Parses JSON text without changing what it says.
 *
 * @throws SyntaxError as `JSON.parse` does
 */
export function parseJson(text: string): JsonValue {
  return survivesNativeParser(text) ? (JSON.parse(text) as JsonValue) : parseLosslessJson(text);
}

/** At most 15 digits without a sign of fraction or exponent always come back as they were. */
const SAFE_DIGITS = 15;

/**
 * Scans the text once for what the native parser would change: a number written otherwise than JavaScript writes it,
 * and a key that looks like an array index. A false alarm only costs time.
 */
function survivesNativeParser(text: string): boolean {
  for (let index = 0; index < text.length; ) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) {
      const end = endOfString(text, index);
      if (isDigit(text.charCodeAt(index + 1)) && isIndexKey(text, index, end)) return false;
      index = end;
    } else if (isDigit(code) || code === MINUS) {
      const end = endOfNumber(text, index);
      if (!numberSurvives(text, index, end)) return false;
      index = end;
    } else {
      index += 1;
    }
  }
  return true;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const COLON = 0x3a;

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** The index behind the closing quote of the string that starts at `start`. */
function endOfString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1);
  while (quote !== -1 && hasOddBackslashes(text, quote)) quote = text.indexOf('"', quote + 1);
  return quote === -1 ? text.length : quote + 1;
}

function hasOddBackslashes(text: string, end: number): boolean {
  let start = end;
  while (text.charCodeAt(start - 1) === BACKSLASH) start -= 1;
  return (end - start) % 2 === 1;
}

function isIndexKey(text: string, start: number, end: number): boolean {
  for (let index = start + 1; index < end - 1; index += 1) {
    if (!isDigit(text.charCodeAt(index))) return false;
  }
  let next = end;
  while (text.charCodeAt(next) <= 0x20) next += 1;
  return text.charCodeAt(next) === COLON;
}

function endOfNumber(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && '0123456789+-.eE'.includes(text[index] as string)) index += 1;
  return index;
}

function numberSurvives(text: string, start: number, end: number): boolean {
  if (end - start <= SAFE_DIGITS) {
    let index = start;
    while (index < end && isDigit(text.charCodeAt(index))) index += 1;
    if (index === end) return true;
  }
  const written = text.slice(start, end);
  return String(Number(written)) === written;
}
