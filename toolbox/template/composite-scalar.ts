import type { Position } from '../shared/problem.ts';
import { lastAtOrBefore } from './indexed-source.ts';
import { type ScalarNode, scalarNode } from './nodes.ts';

/** A part of a text that was put together, and where it comes from. */
export interface TextPart {
  readonly text: string;
  positionAt(offset: number): Position;
}

/** Joins parts into one text that still knows the place of each character. */
export function compositeScalar(position: Position, parts: readonly TextPart[]): ScalarNode {
  const filled = parts.filter(({ text }) => text !== '');
  const starts: number[] = [];
  let text = '';
  for (const part of filled) {
    starts.push(text.length);
    text += part.text;
  }
  return scalarNode(position, text, (offset) => {
    const index = lastAtOrBefore(starts, offset);
    return filled[index]?.positionAt(offset - (starts[index] ?? 0)) ?? position;
  });
}

/** The characters from `start` to `end` of a scalar's text. */
export function partOf(node: ScalarNode, start: number, end: number): TextPart {
  const { position, positionAt } = node;
  return {
    text: String(node.value).slice(start, end),
    positionAt: (offset) => positionAt?.(start + offset) ?? position,
  };
}

/** Text that stands for something else, at one place. */
export function replacement(text: string, position: Position): TextPart {
  return { text, positionAt: () => position };
}

/**
 * Replaces what a pattern finds in a text; the rest keeps its place character by character.
 *
 * @param replacementOf - the new text for a match; undefined leaves it as it is
 */
export function replaceMatches(
  node: ScalarNode,
  pattern: RegExp,
  replacementOf: (match: RegExpExecArray, position: Position) => string | undefined,
): ScalarNode {
  const text = String(node.value);
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    const position = node.positionAt?.(match.index) ?? node.position;
    const replaced = replacementOf(match, position);
    if (replaced === undefined) continue;
    parts.push(partOf(node, end, match.index), replacement(replaced, position));
    end = match.index + match[0].length;
  }
  if (end === 0) return node;
  parts.push(partOf(node, end, text.length));
  return compositeScalar(node.position, parts);
}
