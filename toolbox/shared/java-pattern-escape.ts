import { JavaPatternError, type PatternCursor } from './java-pattern-error.ts';

/** Escapes that mean the same in JavaScript. */
const SHARED = new Set(['d', 'D', 'w', 'W', 't', 'n', 'r', 'f']);

/** Escapes that Java has alone, or that mean something else in JavaScript; valid inside a class too. */
const IN_CLASS: Readonly<Record<string, string>> = {
  s: '[ \\t\\n\\x0b\\f\\r]',
  S: '[^ \\t\\n\\x0b\\f\\r]',
  h: '[ \\t\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]',
  H: '[^ \\t\\xa0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000]',
  v: '[\\n\\x0b\\f\\r\\x85\\u2028\\u2029]',
  V: '[^\\n\\x0b\\f\\r\\x85\\u2028\\u2029]',
  a: '\\x07',
  e: '\\x1b',
};

const OUTSIDE_CLASS: Readonly<Record<string, string>> = {
  b: '\\b',
  B: '\\B',
  A: '(?<![\\s\\S])',
  z: '(?![\\s\\S])',
  Z: '(?=(?:\\r\\n|[\\n\\r\\u0085\\u2028\\u2029])?(?![\\s\\S]))',
  R: '(?:\\r\\n|[\\n\\x0b\\f\\r\\x85\\u2028\\u2029])',
};

/** Names of Java's POSIX and java.lang.Character classes. */
const PROPERTIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Lower: '[a-z]',
    Upper: '[A-Z]',
    ASCII: '[\\x00-\\x7f]',
    Alpha: '[a-zA-Z]',
    Digit: '[0-9]',
    Alnum: '[a-zA-Z0-9]',
    Punct: '[!-\\/:-@\\[-`\\{-~]',
    Graph: '[!-~]',
    Print: '[ -~]',
    Blank: '[ \\t]',
    Cntrl: '[\\x00-\\x1f\\x7f]',
    XDigit: '[0-9a-fA-F]',
    Space: '[ \\t\\n\\x0b\\f\\r]',
    IsAlphabetic: '\\p{Alphabetic}',
    IsLetter: '\\p{L}',
    IsDigit: '\\p{Nd}',
    IsUppercase: '\\p{Uppercase}',
    IsLowercase: '\\p{Lowercase}',
    IsWhite_Space: '\\p{White_Space}',
  }),
);

/** Translates what follows a backslash; `isInClass` between brackets, where assertions have no meaning. */
export function translateEscape(cursor: PatternCursor, isInClass = false): string {
  const { source, position } = cursor;
  const name = source[position + 1];
  if (name === undefined) throw new JavaPatternError(`'${source}' ends in a lone backslash`);
  if (name === 'Q') return translateQuotation(cursor);
  if (name === 'p' || name === 'P') return translateProperty(cursor);
  const code = takeCode(cursor);
  if (code !== undefined) return code;
  if (!isInClass && /[1-9k]/.test(name)) return takeBackReference(cursor);
  cursor.position += 2;
  if (SHARED.has(name)) return `\\${name}`;
  const translated = IN_CLASS[name] ?? (isInClass ? undefined : OUTSIDE_CLASS[name]);
  if (translated !== undefined) return translated;
  if (/[a-zA-Z0-9]/.test(name)) {
    throw new JavaPatternError(
      `the escape '\\${name}' at position ${position} of '${source}' is not supported`,
    );
  }
  return quote(name);
}

/** Writes a character so that it stands for itself, in and outside a class. */
export function quote(character: string): string {
  if (/[$^\\.*+?()[\]{}|/]/.test(character)) return `\\${character}`;
  return /[!"#%&',:;<=>@`~-]/.test(character)
    ? `\\x${character.charCodeAt(0).toString(16)}`
    : character;
}

function translateQuotation(cursor: PatternCursor): string {
  const start = cursor.position + 2;
  const end = cursor.source.indexOf('\\E', start);
  const text = cursor.source.slice(start, end === -1 ? undefined : end);
  cursor.position = end === -1 ? cursor.source.length : end + 2;
  return Array.from(text, quote).join('');
}

const CODE =
  /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]{1,6})\}|0([0-3]?[0-7]{1,2}))/y;

/** Takes a character that is written as a number. */
function takeCode(cursor: PatternCursor): string | undefined {
  CODE.lastIndex = cursor.position;
  const match = CODE.exec(cursor.source);
  if (match === null) return undefined;
  cursor.position = CODE.lastIndex;
  const [, unit, byte, point, octal] = match;
  const code =
    octal === undefined
      ? Number.parseInt(unit ?? byte ?? point ?? '', 16)
      : Number.parseInt(octal, 8);
  return `\\u{${code.toString(16)}}`;
}

const BACK_REFERENCE = /\\(?:[1-9]\d*|k<[a-zA-Z][a-zA-Z0-9]*>)/y;

function takeBackReference(cursor: PatternCursor): string {
  BACK_REFERENCE.lastIndex = cursor.position;
  const match = BACK_REFERENCE.exec(cursor.source);
  if (match === null) throw new JavaPatternError(`'\\k' in '${cursor.source}' needs a <name>`);
  cursor.position = BACK_REFERENCE.lastIndex;
  return match[0];
}

const PROPERTY = /\\(p|P)(?:\{([^}]*)\}|([A-Z]))/y;

function translateProperty(cursor: PatternCursor): string {
  PROPERTY.lastIndex = cursor.position;
  const match = PROPERTY.exec(cursor.source);
  const [written, letter, inBraces, single] = match ?? [];
  if (written === undefined) {
    throw new JavaPatternError(`'\\p' in '${cursor.source}' needs a {name}`);
  }
  cursor.position = PROPERTY.lastIndex;
  const name = inBraces ?? single ?? '';
  const script = /^(?:Is|script=|sc=)([A-Z][a-z]+)$/.exec(name)?.[1];
  const translated =
    PROPERTIES.get(name) ?? (script === undefined ? `\\p{${name}}` : `\\p{Script=${script}}`);
  return letter === 'P' ? `[^${translated}]` : translated;
}
