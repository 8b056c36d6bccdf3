import { unionOf } from './character-set.ts';
import { lengthOf } from './pattern-length.ts';
import type { CharacterSet, PatternNode } from './pattern-node.ts';

/** The text, when the pattern matches that text and nothing else. */
export function literalTextOf(node: PatternNode): string | undefined {
  if (node.kind === 'character') {
    return node.literal === undefined ? undefined : String.fromCodePoint(node.literal);
  }
  if (node.kind !== 'sequence' || node.items.length === 0) return undefined;
  const texts = node.items.map(literalTextOf);
  return texts.includes(undefined) ? undefined : texts.join('');
}

/** The characters that a match can begin with; undefined when that is not obvious. */
export function firstCharactersOf(node: PatternNode): CharacterSet | undefined {
  switch (node.kind) {
    case 'character':
      return node.set;
    case 'group':
    case 'atomic':
      return firstCharactersOf(node.body);
    case 'repeat':
      return node.min > 0 ? firstCharactersOf(node.body) : undefined;
    case 'sequence': {
      const [first] = node.items;
      return first === undefined || lengthOf(first).min === 0
        ? undefined
        : firstCharactersOf(first);
    }
    case 'alternation': {
      const sets = node.options.map(firstCharactersOf);
      return sets.every((set) => set !== undefined) ? unionOf(sets) : undefined;
    }
    default:
      return undefined;
  }
}
