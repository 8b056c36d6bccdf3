import { IntrinsicError, type IntrinsicFunction, integerArgument } from './intrinsic-function.ts';

const SMALLEST_SUMMAND = -(2 ** 31);
const LARGEST_SUMMAND = 2 ** 31 - 1;

export const MATH_FUNCTIONS = {
  MathAdd: {
    minArguments: 2,
    maxArguments: 2,
    evaluate(args) {
      const summands = [integerArgument(args, 0), integerArgument(args, 1)] as const;
      if (summands.some((summand) => summand < SMALLEST_SUMMAND || summand > LARGEST_SUMMAND)) {
        throw new IntrinsicError('The arguments must be integers of 32 bits');
      }
      return summands[0] + summands[1];
    },
  },
  MathRandom: {
    minArguments: 2,
    maxArguments: 3,
    evaluate(args, { random }) {
      const start = integerArgument(args, 0);
      const end = integerArgument(args, 1);
      if (start >= end) {
        throw new IntrinsicError('The end of the range must be greater than its start');
      }
      const fraction = args.length === 3 ? seededFraction(integerArgument(args, 2)) : random();
      return start + Math.floor(fraction * (end - start));
    },
  },
  UUID: {
    minArguments: 0,
    maxArguments: 0,
    evaluate: (_args, { uuid }) => uuid(),
  },
} satisfies Record<string, IntrinsicFunction>;

/** The same number from 0 to 1 for the same seed (mulberry32); AWS documents no more than that. */
function seededFraction(seed: number): number {
  const state = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
