import type { JsonValue } from '../../shared/json.ts';
import { equalityKey } from './equality-key.ts';
import {
  arrayArgument,
  IntrinsicError,
  type IntrinsicFunction,
  integerArgument,
  mustBe,
} from './intrinsic-function.ts';

const MAX_RANGE_LENGTH = 1000;

export const ARRAY_FUNCTIONS = {
  Array: {
    minArguments: 0,
    maxArguments: Number.POSITIVE_INFINITY,
    evaluate: (args) => [...args],
  },
  ArrayPartition: {
    minArguments: 2,
    maxArguments: 2,
    evaluate(args) {
      const array = arrayArgument(args, 0);
      const size = integerArgument(args, 1);
      if (size < 1) throw mustBe(1, 'a positive number');
      const chunks: JsonValue[] = [];
      for (let start = 0; start < array.length; start += size) {
        chunks.push(array.slice(start, start + size));
      }
      return chunks;
    },
  },
  ArrayContains: {
    minArguments: 2,
    maxArguments: 2,
    evaluate(args) {
      const wanted = equalityKey(args[1] as JsonValue);
      return arrayArgument(args, 0).some((element) => equalityKey(element) === wanted);
    },
  },
  ArrayRange: {
    minArguments: 3,
    maxArguments: 3,
    evaluate: (args) =>
      range(integerArgument(args, 0), integerArgument(args, 1), integerArgument(args, 2)),
  },
  ArrayGetItem: {
    minArguments: 2,
    maxArguments: 2,
    evaluate(args) {
      const element = arrayArgument(args, 0)[integerArgument(args, 1)];
      if (element === undefined) throw mustBe(1, 'an index of the array');
      return element;
    },
  },
  ArrayLength: {
    minArguments: 1,
    maxArguments: 1,
    evaluate: (args) => arrayArgument(args, 0).length,
  },
  ArrayUnique: {
    minArguments: 1,
    maxArguments: 1,
    evaluate(args) {
      const seen = new Set<string>();
      return arrayArgument(args, 0).filter((element) => {
        const key = equalityKey(element);
        return !seen.has(key) && seen.add(key);
      });
    },
  },
} satisfies Record<string, IntrinsicFunction>;

/** The numbers from `first` to `last`, both included where the step meets them. */
function range(first: number, last: number, step: number): number[] {
  if (step === 0) throw mustBe(2, 'another number than 0');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > MAX_RANGE_LENGTH) {
    throw new IntrinsicError(`The range must not have more than ${MAX_RANGE_LENGTH} elements`);
  }
  return Array.from({ length }, (_, index) => first + index * step);
}
