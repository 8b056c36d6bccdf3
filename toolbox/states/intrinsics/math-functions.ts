import { IntrinsicError, type IntrinsicFunction, integerArgument } from './intrinsic-function.ts';
import { seededFraction } from './seeded-fraction.ts';

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
