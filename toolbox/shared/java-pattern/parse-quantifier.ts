import { failAt, type PatternCursor, skipComments, take, takeText } from './pattern-cursor.ts';
import type { PatternNode, RepeatMode } from './pattern-node.ts';

const QUANTIFIER = /[*+?]|\{(\d+)(?:(,)(\d*))?\}/y;

/** Java counts with 32 bits. */
const MAX_COUNT = 2 ** 31 - 1;

/** Takes the quantifier behind an item, if there is one. */
export function takeQuantifier(cursor: PatternCursor, body: PatternNode): PatternNode {
  skipComments(cursor);
  const match = take(cursor, QUANTIFIER);
  if (match === undefined) {
    if (cursor.source[cursor.position] === '{')
      failAt(cursor, "'{' needs numbers: {2}, {2,} or {2,5}");
    return body;
  }
  const [written, from, comma, to] = match;
  const min = from === undefined ? (written === '+' ? 1 : 0) : Number(from);
  const max = from === undefined ? (written === '?' ? 1 : Infinity) : maximum(min, comma, to);
  if (max < min || min > MAX_COUNT) failAt(cursor, `'${written}' counts wrongly, which ends`);
  const node: PatternNode = { kind: 'repeat', body, min, max, mode: takeMode(cursor) };
  if (/[*+?{]/.test(cursor.source[cursor.position] ?? '')) {
    failAt(cursor, 'a second quantifier behind the same item has no clear meaning: use a group');
  }
  return node;
}

function maximum(min: number, comma: string | undefined, to: string | undefined): number {
  if (comma === undefined) return min;
  return to === undefined || to === '' ? Infinity : Number(to);
}

function takeMode(cursor: PatternCursor): RepeatMode {
  if (takeText(cursor, '?')) return 'lazy';
  return takeText(cursor, '+') ? 'possessive' : 'greedy';
}
