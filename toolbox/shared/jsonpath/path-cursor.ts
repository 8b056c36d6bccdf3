import { JsonPathError } from './json-path.ts';

/** The place in the text that the parser has come to. */
export interface PathCursor {
  readonly text: string;
  position: number;
  /** How many filters and parentheses are open around this place. */
  depth: number;
}

/** Paths may come from a request, so their nesting must not exhaust the stack. */
const MAX_DEPTH = 100;

export function failAt(cursor: PathCursor, expected: string): never {
  const found = cursor.text[cursor.position];
  const what = found === undefined ? 'the end of the path' : `'${found}'`;
  throw new JsonPathError(
    `found ${what} at position ${cursor.position} of '${cursor.text}', expected ${expected}`,
    { offset: cursor.position },
  );
}

/** Takes what the sticky expression matches here; the first group of the match if it has one. */
export function take(cursor: PathCursor, sticky: RegExp): string | undefined {
  sticky.lastIndex = cursor.position;
  const match = sticky.exec(cursor.text);
  if (match === null) return undefined;
  cursor.position = sticky.lastIndex;
  return match[1] ?? match[0];
}

/** Skips white space and takes the text if it stands here. */
export function takeText(cursor: PathCursor, text: string): boolean {
  skipBlanks(cursor);
  if (!cursor.text.startsWith(text, cursor.position)) return false;
  cursor.position += text.length;
  return true;
}

export function expectText(cursor: PathCursor, text: string, what: string): void {
  if (!takeText(cursor, text)) failAt(cursor, what);
}

export function skipBlanks(cursor: PathCursor): void {
  take(cursor, /\s*/y);
}

/** Runs a rule one level deeper. */
export function nested<T>(cursor: PathCursor, rule: () => T): T {
  if (cursor.depth >= MAX_DEPTH) {
    failAt(cursor, `at most ${MAX_DEPTH} filters and parentheses inside each other`);
  }
  cursor.depth += 1;
  const result = rule();
  cursor.depth -= 1;
  return result;
}

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Takes a literal in single or double quotes; undefined when no quote stands here. */
export function takeQuoted(cursor: PathCursor): string | undefined {
  skipBlanks(cursor);
  const quote = cursor.text[cursor.position];
  if (quote !== "'" && quote !== '"') return undefined;
  const start = cursor.position;
  let end = start + 1;
  while (end < cursor.text.length && cursor.text[end] !== quote) {
    end += cursor.text[end] === '\\' ? 2 : 1;
  }
  if (end >= cursor.text.length) {
    throw new JsonPathError(
      `the quote at position ${start} of '${cursor.text}' is never closed: add ${quote}`,
      { offset: start },
    );
  }
  cursor.position = end + 1;
  const literal = cursor.text.slice(start + 1, end);
  return literal.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_all, hex?: string, escaped = '') =>
    hex === undefined
      ? (ESCAPES[escaped] ?? escaped)
      : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
