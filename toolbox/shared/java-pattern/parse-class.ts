import { complementOf, intersectionOf, oneOf, rangeOf, unionOf } from './character-set.ts';
import { takeEscape } from './parse-escape.ts';
import {
  failAt,
  nested,
  type PatternCursor,
  peek,
  skipComments,
  takeText,
} from './pattern-cursor.ts';
import type { CharacterSet } from './pattern-node.ts';

/**
 * Parses a class, with its unions `[a[bc]]` and intersections `[a&&[bc]]`; the cursor stands behind `[`. As since
 * Java 9 a `^` negates all that follows.
 */
export function parseClass(cursor: PatternCursor): CharacterSet {
  const start = cursor.position - 1;
  const isNegated = takeText(cursor, '^');
  const operands: CharacterSet[] = [];
  let members: CharacterSet[] = [];
  for (;;) {
    skipComments(cursor);
    const isEmpty = members.length + operands.length === 0;
    if (cursor.position >= cursor.source.length) {
      cursor.position = start;
      failAt(cursor, "a class is never closed: add ']' to the one");
    }
    if (!isEmpty && takeText(cursor, ']')) break;
    if (takeText(cursor, '&&')) {
      if (peek(cursor) === '&') failAt(cursor, "'&&&' in a class has no clear meaning");
      if (members.length > 0) operands.push(unionOf(members));
      members = [];
    } else {
      members.push(parseMember(cursor));
    }
  }
  if (members.length > 0) operands.push(unionOf(members));
  const set = intersectionOf(operands);
  return isNegated ? complementOf(set) : set;
}

function parseMember(cursor: PatternCursor): CharacterSet {
  if (takeText(cursor, '[')) return nested(cursor, () => parseClass(cursor));
  const first = takeMember(cursor);
  if (typeof first !== 'number') return first;
  skipComments(cursor);
  const next = cursor.source[cursor.position + 1];
  if (peek(cursor) !== '-' || next === ']' || next === '[' || next === undefined) {
    return oneOf(first, cursor.flags);
  }
  cursor.position += 1;
  skipComments(cursor);
  const last = takeMember(cursor);
  if (typeof last !== 'number' || last < first)
    failAt(cursor, 'a range has no end above its start');
  return rangeOf(first, last, cursor.flags);
}

/** Takes a character, or what an escape stands for. */
function takeMember(cursor: PatternCursor): number | CharacterSet {
  if (takeText(cursor, '\\')) {
    const taken = takeEscape(cursor);
    return taken.literal ?? taken.set;
  }
  const codePoint = cursor.source.codePointAt(cursor.position) as number;
  cursor.position += codePoint > 0xffff ? 2 : 1;
  return codePoint;
}
