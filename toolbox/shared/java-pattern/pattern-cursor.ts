import { JavaPatternError } from './java-pattern-error.ts';
import type { PatternFlags } from './pattern-flags.ts';

/** The place in the regular expression that the parser has come to. */
export interface PatternCursor {
  readonly source: string;
  position: number;
  flags: PatternFlags;
  /** Capturing groups opened so far. */
  groupCount: number;
  readonly groupNames: Map<string, number>;
  /** How many groups and classes are open around this place. */
  depth: number;
}

/** Far more than a person writes, far less than the stack holds. */
const MAX_DEPTH = 100;

/** As much of a pattern as a message shows. */
const EXCERPT_LENGTH = 80;

export function failAt({ source, position }: PatternCursor, message: string): never {
  const shown = source.length > EXCERPT_LENGTH ? `${source.slice(0, EXCERPT_LENGTH)}…` : source;
  throw new JavaPatternError(
    `${message} at position ${position} of the regular expression '${shown}'`,
  );
}

/** Runs a rule one level deeper. */
export function nested<T>(cursor: PatternCursor, rule: () => T): T {
  if (cursor.depth >= MAX_DEPTH) failAt(cursor, `more than ${MAX_DEPTH} groups inside each other`);
  cursor.depth += 1;
  const result = rule();
  cursor.depth -= 1;
  return result;
}

/** Takes what the sticky expression matches here. */
export function take(cursor: PatternCursor, sticky: RegExp): RegExpExecArray | undefined {
  sticky.lastIndex = cursor.position;
  const match = sticky.exec(cursor.source);
  if (match === null) return undefined;
  cursor.position = sticky.lastIndex;
  return match;
}

export function takeText(cursor: PatternCursor, text: string): boolean {
  if (!cursor.source.startsWith(text, cursor.position)) return false;
  cursor.position += text.length;
  return true;
}

const IGNORED = /(?:[ \t\n\v\f\r]|#[^\n\r\u0085\u2028\u2029]*)+/y;

/** Skips white space and comments, where the flag `x` allows them. */
export function skipComments(cursor: PatternCursor): void {
  if (cursor.flags.comments) take(cursor, IGNORED);
}

/** The character that stands here, or undefined at the end. */
export function peek({ source, position }: PatternCursor): string | undefined {
  const code = source.codePointAt(position);
  return code === undefined ? undefined : String.fromCodePoint(code);
}
