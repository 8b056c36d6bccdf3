import { complementOf, setOf } from './character-set.ts';
import { failAt, type PatternCursor, take } from './pattern-cursor.ts';
import type { PatternFlags } from './pattern-flags.ts';
import type { CharacterSet } from './pattern-node.ts';

type Classes = Readonly<Record<string, string>>;

/** POSIX classes: ASCII alone. */
const POSIX: Classes = {
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
};

/** The same under the flag `U`. */
const UNICODE_POSIX: Classes = {
  Lower: '\\p{Lowercase}',
  Upper: '\\p{Uppercase}',
  ASCII: '[\\x00-\\x7f]',
  Alpha: '\\p{Alphabetic}',
  Digit: '\\p{Nd}',
  Alnum: '[\\p{Alphabetic}\\p{Nd}]',
  Punct: '\\p{P}',
  Graph: '[^\\p{White_Space}\\p{Cc}\\p{Cs}\\p{Cn}]',
  Print: '[[^\\p{White_Space}\\p{Cc}\\p{Cs}\\p{Cn}]\\p{Zs}]',
  Blank: '[\\p{Zs}\\t]',
  Cntrl: '\\p{Cc}',
  XDigit: '[\\p{Nd}\\p{Hex_Digit}]',
  Space: '\\p{White_Space}',
};

/** Methods of java.lang.Character: `\p{javaLowerCase}`. */
const JAVA: Classes = {
  javaLowerCase: '\\p{Lowercase}',
  javaUpperCase: '\\p{Uppercase}',
  javaTitleCase: '\\p{Lt}',
  javaAlphabetic: '\\p{Alphabetic}',
  javaIdeographic: '\\p{Ideographic}',
  javaDigit: '\\p{Nd}',
  javaDefined: '\\P{Cn}',
  javaLetter: '\\p{L}',
  javaLetterOrDigit: '[\\p{L}\\p{Nd}]',
  javaSpaceChar: '\\p{Z}',
  javaWhitespace: '[[\\p{Z}--[\\xa0\\u2007\\u202f]][\\t-\\r\\x1c-\\x1f]]',
  javaISOControl: '\\p{Cc}',
  javaMirrored: '\\p{Bidi_Mirrored}',
};

/** Binary properties: `\p{IsAlphabetic}`; their names do not depend on capitals. */
const BINARY: Classes = {
  alphabetic: '\\p{Alphabetic}',
  ideographic: '\\p{Ideographic}',
  letter: '\\p{L}',
  lowercase: '\\p{Lowercase}',
  uppercase: '\\p{Uppercase}',
  titlecase: '\\p{Lt}',
  punctuation: '\\p{P}',
  control: '\\p{Cc}',
  white_space: '\\p{White_Space}',
  whitespace: '\\p{White_Space}',
  digit: '\\p{Nd}',
  hex_digit: '[\\p{Nd}\\p{Hex_Digit}]',
  hexdigit: '[\\p{Nd}\\p{Hex_Digit}]',
  join_control: '\\p{Join_Control}',
  joincontrol: '\\p{Join_Control}',
  noncharacter_code_point: '\\p{Noncharacter_Code_Point}',
  noncharactercodepoint: '\\p{Noncharacter_Code_Point}',
  assigned: '\\P{Cn}',
};

const CATEGORY = /^(?:C[cfnos]?|L[Clmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/;

const FURTHER_CATEGORIES: Classes = {
  LD: '[\\p{L}\\p{Nd}]',
  L1: '[\\x00-\\xff]',
  all: '[\\s\\S]',
};

const PROPERTY = /([pP])(?:\{([^}]*)\}|([A-Z]))/y;

/** Takes `p{name}` or `P{name}` behind a backslash. */
export function takeProperty(cursor: PatternCursor): CharacterSet {
  const [, letter, inBraces, oneLetter] =
    take(cursor, PROPERTY) ?? failAt(cursor, "'\\p' needs a {name}");
  const name = inBraces ?? oneLetter ?? '';
  const set = setOf(
    classNamed(name, cursor.flags) ??
      failAt(cursor, `the character class '${name}' is not known, or not supported, which is`),
  );
  return letter === 'P' ? complementOf(set) : set;
}

function classNamed(name: string, flags: PatternFlags): string | undefined {
  const [, key, value] = /^(\w+)=(.*)$/.exec(name) ?? [];
  if (key !== undefined && value !== undefined) return assignedClass(key.toLowerCase(), value);
  if (name.startsWith('Is')) {
    const bare = name.slice(2);
    return own(BINARY, bare.toLowerCase()) ?? category(bare) ?? script(bare);
  }
  if (flags.caseInsensitive && (name === 'Lower' || name === 'Upper')) {
    return flags.unicodeCharacterClass ? '[\\p{Lowercase}\\p{Uppercase}\\p{Lt}]' : '[a-zA-Z]';
  }
  return (
    own(flags.unicodeCharacterClass ? UNICODE_POSIX : POSIX, name) ??
    own(JAVA, name) ??
    category(name)
  );
}

function assignedClass(key: string, value: string): string | undefined {
  if (key === 'sc' || key === 'script') return script(value);
  if (key === 'gc' || key === 'general_category') return category(value);
  return undefined;
}

function own(classes: Classes, name: string): string | undefined {
  return Object.hasOwn(classes, name) ? classes[name] : undefined;
}

function category(name: string): string | undefined {
  return CATEGORY.test(name) ? `\\p{${name}}` : own(FURTHER_CATEGORIES, name);
}

/** Java takes the names of scripts in capitals or small letters. */
function script(name: string): string | undefined {
  if (!/^\w+$/.test(name)) return undefined;
  const canonical = name.toLowerCase().replace(/(?:^|_)[a-z]/g, (letters) => letters.toUpperCase());
  const written = `\\p{Script=${canonical}}`;
  try {
    setOf(written);
    return written;
  } catch {
    return undefined;
  }
}
