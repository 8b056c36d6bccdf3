import { JsonNumber, type JsonValue } from '../../../../toolbox/shared/json.ts';
import {
  type IntrinsicEnvironment,
  IntrinsicError,
} from '../../../../toolbox/states/intrinsics/intrinsic-function.ts';
import { STRING_FUNCTIONS } from '../../../../toolbox/states/intrinsics/string-functions.ts';

const ENVIRONMENT: IntrinsicEnvironment = {
  random: () => 0,
  uuid: () => '',
  formatPieces: undefined,
};

describe('Format', () => {
  const format = (...args: JsonValue[]): JsonValue =>
    STRING_FUNCTIONS.Format.evaluate(args, ENVIRONMENT);

  test.each([
    ['text', 'text'],
    [null, 'null'],
    [new JsonNumber('1.0'), '1.0'],
    [true, 'true'],
    [[1, 'a', null], '[1, a, null]'],
    [{ Arg1: 1, Arg2: [] }, '{Arg1=1, Arg2=[]}'],
  ])('prints %j', (value, expected) => {
    expect(format('<{}>', value)).toBe(`<${expected}>`);
  });

  test('keeps backslashes of a template that comes from the data', () => {
    expect(format('C:\\{}', 'temp')).toBe('C:\\temp');
  });

  test.each([
    ['{}', []],
    ['', ['a']],
  ])('refuses the template %j with %j', (template, values) => {
    expect(() => format(template, ...values)).toThrow(IntrinsicError);
  });
});

describe('StringSplit', () => {
  const split = (text: string, delimiters: string): JsonValue =>
    STRING_FUNCTIONS.StringSplit.evaluate([text, delimiters]);

  test('divides at each of the characters and drops empty parts', () => {
    expect(split(',a.,b+', '.,+')).toEqual(['a', 'b']);
  });

  test('gives the whole text without a delimiter in it', () => {
    expect(split('a b', ',')).toEqual(['a b']);
  });
});

describe('StringToJson', () => {
  const { evaluate } = STRING_FUNCTIONS.StringToJson;

  test.each(['', ' \n'])('gives null for %j', (text) => {
    expect(evaluate([text])).toBeNull();
  });

  test('refuses a string that is not JSON', () => {
    expect(() => evaluate(['{'])).toThrow(IntrinsicError);
  });
});

describe('JsonMerge', () => {
  const { evaluate } = STRING_FUNCTIONS.JsonMerge;

  test('replaces whole members of the first object', () => {
    expect(evaluate([{ a: { x: 1 } }, { a: { y: 2 } }, false])).toEqual({ a: { y: 2 } });
  });

  test('refuses a deep merge', () => {
    expect(() => evaluate([{}, {}, true])).toThrow(IntrinsicError);
  });

  test('refuses arrays', () => {
    expect(() => evaluate([[], {}, false])).toThrow(IntrinsicError);
  });
});

describe('Hash', () => {
  const { evaluate } = STRING_FUNCTIONS.Hash;

  test.each([
    ['MD5', '900150983cd24fb0d6963f7d28e17f72'],
    ['SHA-1', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['SHA-256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ])('gives the %s of "abc" (RFC 1321, FIPS 180)', (algorithm, expected) => {
    expect(evaluate(['abc', algorithm])).toBe(expected);
  });

  test.each(['SHA256', 'sha-256', 'SHA-224'])('knows no %s', (algorithm) => {
    expect(() => evaluate(['abc', algorithm])).toThrow(IntrinsicError);
  });

  test('takes at most 10,000 characters', () => {
    expect(evaluate(['a'.repeat(10_000), 'MD5'])).toHaveLength(32);
    expect(() => evaluate(['a'.repeat(10_001), 'MD5'])).toThrow(IntrinsicError);
  });
});

describe('Base64Decode', () => {
  test('reads UTF-8', () => {
    expect(STRING_FUNCTIONS.Base64Decode.evaluate(['w6k='])).toBe('é');
  });

  test('refuses other characters', () => {
    expect(() => STRING_FUNCTIONS.Base64Decode.evaluate(['a-b_'])).toThrow(IntrinsicError);
  });
});
