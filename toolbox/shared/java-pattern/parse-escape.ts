import { complementOf, setOf } from './character-set.ts';
import { failAt, type PatternCursor, take } from './pattern-cursor.ts';
import type { CharacterSet } from './pattern-node.ts';
import { takeProperty } from './property-set.ts';

/** What an escape stands for: a character, or a class of them. */
export type Escape =
  | { readonly literal: number }
  | { readonly literal: undefined; readonly set: CharacterSet };

const WORD = '[a-zA-Z_0-9]';
const UNICODE_WORD = '[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]';
const HORIZONTAL = '[ \\t\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]';

/** Classes with a letter of their own, which as a capital means the complement; the second under the flag `U`. */
const CLASSES: Readonly<Record<string, readonly [string, string]>> = {
  d: ['[0-9]', '\\p{Nd}'],
  w: [WORD, UNICODE_WORD],
  s: ['[ \\t\\n\\x0b\\f\\r]', '\\p{White_Space}'],
  h: [HORIZONTAL, HORIZONTAL],
  v: ['[\\n-\\r\\x85\\u2028\\u2029]', '[\\n-\\r\\x85\\u2028\\u2029]'],
};

const CHARACTERS: Readonly<Record<string, number>> = {
  t: 0x09,
  n: 0x0a,
  r: 0x0d,
  f: 0x0c,
  a: 0x07,
  e: 0x1b,
};

/** Takes an escape that may stand in and outside a class; the cursor stands behind the backslash. */
export function takeEscape(cursor: PatternCursor): Escape {
  const code = takeCode(cursor);
  if (code !== undefined) return { literal: code };
  const name = cursor.source[cursor.position];
  if (name === undefined) failAt(cursor, 'a lone backslash');
  if (name === 'p' || name === 'P') return { literal: undefined, set: takeProperty(cursor) };
  const classes = CLASSES[name.toLowerCase()];
  const literal = CHARACTERS[name];
  if (classes === undefined && literal === undefined && /[a-zA-Z0-9]/.test(name)) {
    failAt(cursor, `the escape '\\${name}' is not supported, which is`);
  }
  const codePoint = cursor.source.codePointAt(cursor.position) as number;
  cursor.position += codePoint > 0xffff ? 2 : 1;
  if (classes === undefined) return { literal: literal ?? codePoint };
  const set = setOf(classes[cursor.flags.unicodeCharacterClass ? 1 : 0]);
  return { literal: undefined, set: name === name.toUpperCase() ? complementOf(set) : set };
}

const CODE =
  /u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]{1,6})\}|0([0-3][0-7]{2}|[0-7]{1,2})|c([\s\S])/y;

/** Takes a character that is written as a number, or as a control key. */
function takeCode(cursor: PatternCursor): number | undefined {
  const match = take(cursor, CODE);
  if (match === undefined) return undefined;
  const [, high, low, unit, byte, point, octal, control] = match;
  if (high !== undefined && low !== undefined) {
    const surrogates = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
    return String.fromCharCode(...surrogates).codePointAt(0);
  }
  if (octal !== undefined) return Number.parseInt(octal, 8);
  if (control !== undefined) return control.charCodeAt(0) ^ 64;
  const code = Number.parseInt(unit ?? byte ?? point ?? '', 16);
  if (code > 0x10ffff) failAt(cursor, `there is no character '\\${match[0]}', which ends`);
  return code;
}
