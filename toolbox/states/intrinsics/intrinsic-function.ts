import {
  isJsonNumber,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../shared/json.ts';

export interface IntrinsicFunction {
  readonly minArguments: number;
  readonly maxArguments: number;
  /** @throws IntrinsicError */
  readonly evaluate: (args: readonly JsonValue[], environment: IntrinsicEnvironment) => JsonValue;
}

/** What a function may use besides the values of its arguments. */
export interface IntrinsicEnvironment {
  readonly random: () => number;
  readonly uuid: () => string;
  /** The first argument, when it is written out: its pieces between the `{}` that are not escaped. */
  readonly formatPieces: readonly string[] | undefined;
}

/** Why an intrinsic function cannot give a value for its arguments. */
export class IntrinsicError extends Error {
  override readonly name = 'IntrinsicError';
}

export function stringArgument(args: readonly JsonValue[], index: number): string {
  const value = args[index];
  if (typeof value === 'string') return value;
  throw mustBe(index, 'a string');
}

export function arrayArgument(args: readonly JsonValue[], index: number): JsonArray {
  const value = args[index];
  if (Array.isArray(value)) return value;
  throw mustBe(index, 'an array');
}

export function objectArgument(args: readonly JsonValue[], index: number): JsonObject {
  const value = args[index];
  if (isJsonObject(value)) return value;
  throw mustBe(index, 'an object');
}

/** Where a whole number is asked for, the nearest one counts; a half is rounded up. */
export function integerArgument(args: readonly JsonValue[], index: number): number {
  const value = args[index];
  if (isJsonNumber(value)) return Math.floor(Number(value) + 0.5);
  throw mustBe(index, 'a number');
}

export function mustBe(index: number, expected: string): IntrinsicError {
  return new IntrinsicError(`The argument at position ${index + 1} must be ${expected}`);
}
