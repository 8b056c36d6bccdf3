import { foldOf, oneOf, tabulated } from './character-set.ts';
import { parseClass } from './parse-class.ts';
import { takeEscape } from './parse-escape.ts';
import { parseGroup } from './parse-group.ts';
import { takeQuantifier } from './parse-quantifier.ts';
import {
  failAt,
  type PatternCursor,
  peek,
  skipComments,
  take,
  takeText,
} from './pattern-cursor.ts';
import { NO_FLAGS, withFlags } from './pattern-flags.ts';
import type { CharacterSet, PatternNode } from './pattern-node.ts';
import { caret, dollar, isLineEnd, lineEndOf, placeEscape } from './place-tests.ts';

export interface ParsedPattern {
  readonly root: PatternNode;
  readonly groupCount: number;
  readonly groupNames: ReadonlyMap<string, number>;
}

/**
 * Parses a regular expression of Java.
 *
 * @param flags - letters of flags that are set from the start
 * @throws JavaPatternError when it is wrong, or uses what is not supported
 * @see "java.util.regex.Pattern" (Java SE API)
 */
export function parsePattern(source: string, flags: string): ParsedPattern {
  const cursor: PatternCursor = {
    source: unquote(source),
    position: 0,
    flags: withFlags(NO_FLAGS, flags),
    groupCount: 0,
    groupNames: new Map(),
    depth: 0,
  };
  const root = parseAlternation(cursor);
  if (cursor.position < cursor.source.length) failAt(cursor, "a ')' closes no group");
  const { groupCount, groupNames } = cursor;
  return { root, groupCount, groupNames };
}

/** Writes `\Q…\E` with a backslash before each character that has a meaning, as Java does first of all. */
function unquote(source: string): string {
  return source.replace(
    /(?<!\\)((?:\\\\)*)\\Q([\s\S]*?)(?:\\E|$)/g,
    (_all, backslashes: string, text: string) =>
      backslashes + text.replace(/[^a-zA-Z0-9\u0080-\uffff]/g, '\\$&'),
  );
}

function parseAlternation(cursor: PatternCursor): PatternNode {
  const options = [parseSequence(cursor)];
  while (takeText(cursor, '|')) options.push(parseSequence(cursor));
  const [only] = options;
  return only !== undefined && options.length === 1 ? only : { kind: 'alternation', options };
}

function parseSequence(cursor: PatternCursor): PatternNode {
  const items: PatternNode[] = [];
  for (;;) {
    skipComments(cursor);
    const next = cursor.source[cursor.position];
    if (next === undefined || next === '|' || next === ')') return { kind: 'sequence', items };
    const atom = parseAtom(cursor);
    if (atom !== undefined) items.push(takeQuantifier(cursor, atom));
  }
}

/** Parses one item; undefined for flags, which match nothing. */
function parseAtom(cursor: PatternCursor): PatternNode | undefined {
  const { flags } = cursor;
  const character = peek(cursor) as string;
  if ('*+?{'.includes(character)) failAt(cursor, `nothing stands in front of the '${character}'`);
  cursor.position += character.length;
  switch (character) {
    case '(':
      return parseGroup(cursor, parseAlternation);
    case '[':
      return characterOf(parseClass(cursor));
    case '\\':
      return parseEscape(cursor);
    case '.': {
      const isEnd = lineEndOf(flags);
      return characterOf(flags.dotAll ? () => true : (code) => !isEnd(code));
    }
    case '^':
      return { kind: 'place', test: caret(flags) };
    case '$':
      return { kind: 'place', test: dollar(flags) };
    default:
      return literalOf(character.codePointAt(0) as number, cursor);
  }
}

function characterOf(set: CharacterSet): PatternNode {
  return { kind: 'character', set: tabulated(set), literal: undefined };
}

function literalOf(codePoint: number, { flags }: PatternCursor): PatternNode {
  if (!flags.caseInsensitive) {
    return { kind: 'character', set: (code) => code === codePoint, literal: codePoint };
  }
  return characterOf(oneOf(codePoint, flags));
}

const LINE_BREAK: PatternNode = {
  kind: 'alternation',
  options: [
    {
      kind: 'sequence',
      items: [
        { kind: 'character', set: (code) => code === 0x0d, literal: 0x0d },
        { kind: 'character', set: (code) => code === 0x0a, literal: 0x0a },
      ],
    },
    characterOf((code) => isLineEnd(code) || code === 0x0b || code === 0x0c),
  ],
};

function parseEscape(cursor: PatternCursor): PatternNode {
  const name = cursor.source[cursor.position];
  const test = name === undefined ? undefined : placeEscape(name, cursor.flags);
  if (test !== undefined) {
    cursor.position += 1;
    if (peek(cursor) === '{' && name === 'b') failAt(cursor, "'\\b{…}' is not supported, which is");
    return { kind: 'place', test };
  }
  if (takeText(cursor, 'R')) return LINE_BREAK;
  const group = takeBackReference(cursor);
  if (group !== undefined) return { kind: 'backReference', group, fold: foldOf(cursor.flags) };
  const taken = takeEscape(cursor);
  return taken.literal === undefined ? characterOf(taken.set) : literalOf(taken.literal, cursor);
}

function takeBackReference(cursor: PatternCursor): number | undefined {
  const name = take(cursor, /k<([a-zA-Z][a-zA-Z0-9]*)>/y)?.[1];
  if (name !== undefined) {
    return (
      cursor.groupNames.get(name) ?? failAt(cursor, `no group named '${name}' stands in front`)
    );
  }
  const first = take(cursor, /[1-9]/y)?.[0];
  if (first === undefined) return undefined;
  let group = Number(first);
  // Further digits belong to the number for as long as there is such a group already.
  for (;;) {
    const longer = group * 10 + Number(cursor.source[cursor.position] ?? Number.NaN);
    if (!(longer <= cursor.groupCount) || !/\d/.test(cursor.source[cursor.position] ?? '')) break;
    group = longer;
    cursor.position += 1;
  }
  return group;
}
