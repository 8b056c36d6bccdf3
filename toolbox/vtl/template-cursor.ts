import type { TextSource } from '../shared/text-source.ts';
import type { Block, Expression, ReferenceNode } from './nodes.ts';
import { VtlError } from './vtl-error.ts';

/** The place in the template that the parser has come to. */
export interface TemplateCursor {
  readonly source: TextSource;
  readonly text: string;
  position: number;
  /** Index of `text` in the source: a literal in double quotes is parsed as a template inside it. */
  readonly origin: number;
  /** How many blocks, parentheses and literals are open around this place. */
  depth: number;
  readonly rules: Rules;
}

/** The rules that contain each other; they call each other through the cursor, so that imports go one way. */
export interface Rules {
  readonly parseExpression: (cursor: TemplateCursor) => Expression;
  /** Undefined when the dollar sign starts no reference and so is text. */
  readonly parseReference: (cursor: TemplateCursor) => ReferenceNode | undefined;
  readonly parseBlock: (cursor: TemplateCursor) => Block;
}

/** Far more than a person writes, far less than the stack holds. */
const MAX_DEPTH = 100;

export function failAt(
  cursor: TemplateCursor,
  message: string,
  position: number = cursor.position,
): never {
  throw new VtlError(message, { source: cursor.source, offset: cursor.origin + position });
}

/** Fails with what stands here, and what should. */
export function failExpecting(cursor: TemplateCursor, expected: string): never {
  const found = /\S+/y;
  found.lastIndex = cursor.position;
  const word = found.exec(cursor.text)?.[0].slice(0, 20);
  const what =
    cursor.position >= cursor.text.length
      ? 'the end of the template'
      : word === undefined
        ? 'white space'
        : `'${word}'`;
  return failAt(cursor, `found ${what}, expected ${expected}`);
}

/** Takes what the sticky expression matches here; the first group of the match if it has one. */
export function take(cursor: TemplateCursor, sticky: RegExp): string | undefined {
  sticky.lastIndex = cursor.position;
  const match = sticky.exec(cursor.text);
  if (match === null) return undefined;
  cursor.position = sticky.lastIndex;
  return match[1] ?? match[0];
}

/** Tells whether the sticky expression matches here. */
export function looksAt(cursor: TemplateCursor, sticky: RegExp): boolean {
  sticky.lastIndex = cursor.position;
  return sticky.test(cursor.text);
}

export function skipWhiteSpace(cursor: TemplateCursor): void {
  take(cursor, /\s*/y);
}

/** Skips white space and takes the text if it stands here. */
export function takeText(cursor: TemplateCursor, text: string): boolean {
  skipWhiteSpace(cursor);
  if (!cursor.text.startsWith(text, cursor.position)) return false;
  cursor.position += text.length;
  return true;
}

export function expectText(cursor: TemplateCursor, text: string, what: string): void {
  if (!takeText(cursor, text)) failExpecting(cursor, what);
}

/** Runs a rule one level deeper. */
export function nested<T>(cursor: TemplateCursor, rule: () => T): T {
  if (cursor.depth >= MAX_DEPTH) {
    failAt(cursor, `more than ${MAX_DEPTH} blocks and parentheses inside each other: simplify`);
  }
  cursor.depth += 1;
  try {
    return rule();
  } finally {
    cursor.depth -= 1;
  }
}
