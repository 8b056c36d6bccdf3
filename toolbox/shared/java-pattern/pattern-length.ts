import type { PatternNode } from './pattern-node.ts';

/** How many UTF-16 units a node can match. */
export interface LengthRange {
  readonly min: number;
  /** Infinity when there is no obvious maximum. */
  readonly max: number;
}

const NOTHING: LengthRange = { min: 0, max: 0 };

export function lengthOf(node: PatternNode): LengthRange {
  switch (node.kind) {
    case 'sequence':
      return node.items.map(lengthOf).reduce(add, NOTHING);
    case 'alternation': {
      const lengths = node.options.map(lengthOf);
      return {
        min: Math.min(...lengths.map(({ min }) => min)),
        max: Math.max(...lengths.map(({ max }) => max)),
      };
    }
    case 'character':
      if (node.literal === undefined) return { min: 1, max: 2 };
      return node.literal > 0xffff ? { min: 2, max: 2 } : { min: 1, max: 1 };
    case 'group':
    case 'atomic':
      return lengthOf(node.body);
    case 'repeat': {
      const { min, max } = lengthOf(node.body);
      return { min: min * node.min, max: max === 0 ? 0 : max * node.max };
    }
    case 'backReference':
      return { min: 0, max: Number.POSITIVE_INFINITY };
    case 'look':
    case 'place':
      return NOTHING;
  }
}

function add(left: LengthRange, right: LengthRange): LengthRange {
  return { min: left.min + right.min, max: left.max + right.max };
}
