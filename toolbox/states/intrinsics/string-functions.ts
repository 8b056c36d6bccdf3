import { createHash } from 'node:crypto';
import {
  copyObject,
  isJsonObject,
  type JsonValue,
  keysOf,
  setProperty,
  stringifyJson,
} from '../../shared/json.ts';
import { parseJson } from '../../shared/parse-json.ts';
import {
  IntrinsicError,
  type IntrinsicFunction,
  mustBe,
  objectArgument,
  stringArgument,
} from './intrinsic-function.ts';

/** Of what the functions that encode and hash take. */
const MAX_STRING_LENGTH = 10_000;
const HASH_ALGORITHMS = ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

export const STRING_FUNCTIONS = {
  Format: {
    minArguments: 1,
    maxArguments: Number.POSITIVE_INFINITY,
    evaluate(args, { formatPieces }) {
      const pieces = formatPieces ?? stringArgument(args, 0).split('{}');
      const values = args.slice(1);
      if (pieces.length - 1 !== values.length) {
        throw new IntrinsicError(
          `The template has ${pieces.length - 1} occurrences of {} for ${values.length} arguments`,
        );
      }
      const printed = values.map(formatValue);
      return pieces.map((piece, index) => piece + (printed[index] ?? '')).join('');
    },
  },
  StringSplit: {
    minArguments: 2,
    maxArguments: 2,
    evaluate(args) {
      const delimiters = stringArgument(args, 1);
      return splitAtAny(stringArgument(args, 0), delimiters);
    },
  },
  StringToJson: {
    minArguments: 1,
    maxArguments: 1,
    evaluate(args) {
      const text = stringArgument(args, 0);
      // Recorded for an empty string; the parser of the service takes white space alone for the same.
      if (text.trim() === '') return null;
      try {
        return parseJson(text);
      } catch (error) {
        throw new IntrinsicError(`The string is not JSON: ${text}`, { cause: error });
      }
    },
  },
  JsonToString: {
    minArguments: 1,
    maxArguments: 1,
    evaluate: (args) => stringifyJson(args[0] as JsonValue),
  },
  JsonMerge: {
    minArguments: 3,
    maxArguments: 3,
    evaluate(args) {
      if (args[2] !== false) throw mustBe(2, 'false: only a shallow merge is supported');
      const merged = copyObject(objectArgument(args, 0));
      const second = objectArgument(args, 1);
      for (const key of keysOf(second)) setProperty(merged, key, second[key] as JsonValue);
      return merged;
    },
  },
  Base64Encode: {
    minArguments: 1,
    maxArguments: 1,
    evaluate: (args) => Buffer.from(shortString(args)).toString('base64'),
  },
  Base64Decode: {
    minArguments: 1,
    maxArguments: 1,
    evaluate(args) {
      const text = shortString(args);
      if (!BASE64.test(text)) throw mustBe(0, 'a Base64 string');
      return Buffer.from(text, 'base64').toString('utf8');
    },
  },
  Hash: {
    minArguments: 2,
    maxArguments: 2,
    evaluate(args) {
      const algorithm = stringArgument(args, 1);
      if (!HASH_ALGORITHMS.includes(algorithm)) {
        throw mustBe(1, `one of ${HASH_ALGORITHMS.join(', ')}`);
      }
      return createHash(algorithm.replace('-', '')).update(shortString(args)).digest('hex');
    },
  },
} satisfies Record<string, IntrinsicFunction>;

function shortString(args: readonly JsonValue[]): string {
  const text = stringArgument(args, 0);
  if (text.length > MAX_STRING_LENGTH) {
    throw mustBe(0, `a string of at most ${MAX_STRING_LENGTH} characters`);
  }
  return text;
}

/** Each character of `delimiters` divides; empty parts are left out. */
function splitAtAny(text: string, delimiters: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of text) {
    if (!delimiters.includes(character)) {
      part += character;
    } else if (part !== '') {
      parts.push(part);
      part = '';
    }
  }
  if (part !== '') parts.push(part);
  return parts;
}

/** Objects and arrays come out as Java prints them: `{key=value, list=[1, 2]}`. */
function formatValue(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(formatValue).join(', ')}]`;
  if (!isJsonObject(value)) return String(value);
  const members = keysOf(value).map((key) => `${key}=${formatValue(value[key] as JsonValue)}`);
  return `{${members.join(', ')}}`;
}
