import { failAt, nested, type PatternCursor, take, takeText } from './pattern-cursor.ts';
import { withFlags } from './pattern-flags.ts';
import type { PatternNode } from './pattern-node.ts';

type ParseBody = (cursor: PatternCursor) => PatternNode;

/** What may follow `(?`, the longer ones first. */
const LOOKS = {
  '<=': { direction: 'behind', isNegated: false },
  '<!': { direction: 'behind', isNegated: true },
  '=': { direction: 'ahead', isNegated: false },
  '!': { direction: 'ahead', isNegated: true },
} as const;

/**
 * Parses a group; the cursor stands behind `(`.
 *
 * @param parseBody - given here because groups and what they hold contain each other
 * @returns undefined for flags that apply to what follows: `(?i)`
 */
export function parseGroup(cursor: PatternCursor, parseBody: ParseBody): PatternNode | undefined {
  if (!takeText(cursor, '?')) return parseCapturing(cursor, parseBody);
  for (const [sign, look] of Object.entries(LOOKS)) {
    if (takeText(cursor, sign)) {
      return { kind: 'look', ...look, body: parseInner(cursor, parseBody) };
    }
  }
  if (takeText(cursor, '>')) return { kind: 'atomic', body: parseInner(cursor, parseBody) };
  const name = take(cursor, /<([a-zA-Z][a-zA-Z0-9]*)>/y)?.[1];
  if (name !== undefined) return parseNamed(cursor, name, parseBody);
  return parseFlags(cursor, parseBody);
}

function parseCapturing(cursor: PatternCursor, parseBody: ParseBody): PatternNode {
  cursor.groupCount += 1;
  const index = cursor.groupCount;
  return { kind: 'group', index, body: parseInner(cursor, parseBody) };
}

function parseNamed(cursor: PatternCursor, name: string, parseBody: ParseBody): PatternNode {
  if (cursor.groupNames.has(name)) failAt(cursor, `a second group has the name '${name}'`);
  cursor.groupNames.set(name, cursor.groupCount + 1);
  return parseCapturing(cursor, parseBody);
}

/** Parses the body and `)`; flags that it sets end with it. */
function parseInner(cursor: PatternCursor, parseBody: ParseBody): PatternNode {
  const { flags, position } = cursor;
  const body = nested(cursor, () => parseBody(cursor));
  cursor.flags = flags;
  if (takeText(cursor, ')')) return body;
  cursor.position = position;
  return failAt(cursor, "a group is never closed: add ')' to the one that starts");
}

/** `(?i)`, `(?i:…)` and, without flags, `(?:…)`. */
function parseFlags(cursor: PatternCursor, parseBody: ParseBody): PatternNode | undefined {
  const outer = cursor.flags;
  const [, letters = '', end] =
    take(cursor, /([a-zA-Z]*(?:-[a-zA-Z]*)?)([:)])/y) ??
    failAt(cursor, "'(?' is followed by no kind of group");
  cursor.flags = withFlags(outer, letters);
  if (end === ')') return undefined;
  const body = parseInner(cursor, parseBody);
  cursor.flags = outer;
  return body;
}
