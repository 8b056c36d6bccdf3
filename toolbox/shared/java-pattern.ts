import { translateClass } from './java-pattern-class.ts';
import { JavaPatternError, type PatternCursor } from './java-pattern-error.ts';
import { translateEscape } from './java-pattern-escape.ts';

export { JavaPatternError };

interface PatternOptions {
  /** Letters of Java's inline flags: `i`, `m`, `s`, `u`. */
  readonly flags?: string;
  /** Match the whole text, as `String.matches` does. */
  readonly whole?: boolean;
  /** Find all matches, for `replace`. */
  readonly global?: boolean;
}

const INLINE_FLAGS = /^\(\?([a-zA-Z]+)\)/;
const LINE_END = '[\\n\\r\\u0085\\u2028\\u2029]';
const FINAL_LINE_END = `(?=(?:\\r\\n|${LINE_END})?(?![\\s\\S]))`;

/**
 * Translates a regular expression of Java into one of JavaScript.
 *
 * @throws JavaPatternError when it is wrong, or uses what JavaScript does not have (possessive quantifiers, atomic
 * groups, flags in the middle)
 * @see "java.util.regex.Pattern" (Java SE API)
 */
export function javaPattern(source: string, options: PatternOptions = {}): RegExp {
  const inline = INLINE_FLAGS.exec(source);
  const flags = `${options.flags ?? ''}${inline?.[1] ?? ''}`;
  const unsupported = /[^imsu]/.exec(flags)?.[0];
  if (unsupported !== undefined) {
    throw new JavaPatternError(`the flag '${unsupported}' of '${source}' is not supported`);
  }
  const body = translate(inline === null ? source : source.slice(inline[0].length), flags);
  const javaScriptFlags = `${flags.includes('i') ? 'i' : ''}${options.global ? 'g' : ''}v`;
  try {
    return new RegExp(options.whole ? `^(?:${body})(?![\\s\\S])` : body, javaScriptFlags);
  } catch (cause) {
    throw new JavaPatternError(`'${source}' is not a regular expression`, { cause });
  }
}

function translate(source: string, flags: string): string {
  const cursor: PatternCursor = { source, position: 0 };
  let translated = '';
  while (cursor.position < source.length) translated += translateNext(cursor, flags);
  return translated;
}

function translateNext(cursor: PatternCursor, flags: string): string {
  const { source, position } = cursor;
  const character = source[position] as string;
  if (character === '\\') return translateEscape(cursor);
  if (character === '[') return translateClass(cursor);
  refuse(cursor);
  cursor.position += 1;
  switch (character) {
    case '.':
      return flags.includes('s') ? '[\\s\\S]' : '[^\\n\\r\\u0085\\u2028\\u2029]';
    case '^':
      return flags.includes('m') ? `(?:^|(?<=${LINE_END}))` : '^';
    case '$':
      return flags.includes('m') ? `(?=${LINE_END}|(?![\\s\\S]))` : FINAL_LINE_END;
    case ']':
    case '}':
      return isEndOfQuantifier(source, position) ? '}' : `\\${character}`;
    default:
      return character;
  }
}

const POSSESSIVE = /(?:[*+?]|\{\d+(?:,\d*)?\})\+/y;
const GROUP = /\(\?(?!:|=|!|<[=!]|<[a-zA-Z])/y;

/** Names what the regular expressions of JavaScript cannot say. */
function refuse({ source, position }: PatternCursor): void {
  POSSESSIVE.lastIndex = position;
  GROUP.lastIndex = position;
  if (POSSESSIVE.test(source)) {
    throw new JavaPatternError(
      `the possessive quantifier at position ${position} of '${source}' is not supported: leave out its '+'`,
    );
  }
  if (GROUP.test(source)) {
    throw new JavaPatternError(
      `the group at position ${position} of '${source}' is not supported: only (?:…), look-around and names are, and flags at the start`,
    );
  }
}

function isEndOfQuantifier(source: string, position: number): boolean {
  return source[position] === '}' && /\{\d+(?:,\d*)?\}$/.test(source.slice(0, position + 1));
}
