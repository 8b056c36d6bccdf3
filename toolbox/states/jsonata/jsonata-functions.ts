import { createHash } from 'node:crypto';
import type { Focus } from 'jsonata';
import { parseJson } from '../../shared/parse-json.ts';
import { seededFraction } from '../intrinsics/seeded-fraction.ts';
import { toPlainValue } from './plain-value.ts';

/** What functions may use besides their arguments; handed over with the variables, under `SOURCES`. */
export interface EvaluationSources {
  readonly random: () => number;
  readonly uuid: () => string;
}

/** A name that no expression can have: they consist of letters, digits and underscores. */
export const SOURCES = ' sources';

interface JsonataFunction {
  /** Which arguments it takes, in the notation of the library: `<an:a>` is an array and a number for an array. */
  readonly signature: string;
  /** Undefined arguments, which the signature lets pass, stand for nothing: they give nothing. */
  implementation(this: Focus, ...args: never[]): unknown;
}

const HASH_ALGORITHMS = ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];
const DEFAULT_HASH_ALGORITHM = 'SHA-256';
const MAX_RANGE_LENGTH = 1_000_000;

/**
 * What AWS adds to JSONata.
 *
 * @see "JSONata functions provided by Step Functions" (Step Functions Developer Guide)
 */
export const JSONATA_FUNCTIONS = {
  partition: {
    signature: '<an:a>',
    implementation(array: unknown[] | undefined, size: number | undefined) {
      if (array === undefined || size === undefined) return undefined;
      const chunkSize = Math.floor(size);
      if (chunkSize < 1) throw new Error('The size of a chunk must be a positive number');
      const count = Math.ceil(array.length / chunkSize);
      return Array.from({ length: count }, (_, index) =>
        array.slice(index * chunkSize, (index + 1) * chunkSize),
      );
    },
  },
  range: {
    signature: '<nnn:a>',
    implementation(first: number | undefined, last: number | undefined, step: number | undefined) {
      if (first === undefined || last === undefined || step === undefined) return undefined;
      if (step === 0) throw new Error('The step of a range must not be 0');
      const length = Math.max(0, Math.floor((last - first) / step) + 1);
      if (length > MAX_RANGE_LENGTH) {
        throw new Error(`A range must not have more than ${MAX_RANGE_LENGTH} elements`);
      }
      const numbers = Array.from({ length }, (_, index) => first + index * step);
      // A sequence, which stands for its only value when it has one and for nothing when it is empty.
      return numbers.length > 1 ? numbers : numbers[0];
    },
  },
  hash: {
    signature: '<s-s?:s>',
    implementation(text: string | undefined, algorithm = DEFAULT_HASH_ALGORITHM) {
      if (text === undefined) return undefined;
      if (!HASH_ALGORITHMS.includes(algorithm)) {
        throw new Error(`The hash algorithm must be one of ${HASH_ALGORITHMS.join(', ')}`);
      }
      return createHash(algorithm.replace('-', '')).update(text).digest('hex');
    },
  },
  random: {
    signature: '<n?:n>',
    implementation(seed: number | undefined) {
      return seed === undefined ? sourcesOf(this).random() : seededFraction(seed);
    },
  },
  uuid: {
    signature: '<:s>',
    implementation() {
      return sourcesOf(this).uuid();
    },
  },
  parse: {
    signature: '<s-:x>',
    implementation(text: string | undefined) {
      if (text === undefined) return undefined;
      return toPlainValue(parseJson(text));
    },
  },
} satisfies Record<string, JsonataFunction>;

function sourcesOf({ environment }: Focus): EvaluationSources {
  return environment.lookup(SOURCES) as EvaluationSources;
}
