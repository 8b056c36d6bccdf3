import {
  type IntrinsicEnvironment,
  IntrinsicError,
} from '../../../../toolbox/states/intrinsics/intrinsic-function.ts';
import { MATH_FUNCTIONS } from '../../../../toolbox/states/intrinsics/math-functions.ts';

function anEnvironment(random: () => number): IntrinsicEnvironment {
  return { random, uuid: () => 'a-uuid', formatPieces: undefined };
}

describe('MathAdd', () => {
  test.each([
    [111, -1, 110],
    [1.5, 0, 2],
    [-1.5, 0, -1],
    [0.4, 0.4, 0],
  ])('adds %j and %j, each rounded half up', (a, b, expected) => {
    expect(MATH_FUNCTIONS.MathAdd.evaluate([a, b])).toBe(expected);
  });

  test('refuses numbers beyond 32 bits', () => {
    expect(MATH_FUNCTIONS.MathAdd.evaluate([2147483647, 0])).toBe(2147483647);
    expect(() => MATH_FUNCTIONS.MathAdd.evaluate([2147483648, 0])).toThrow(IntrinsicError);
  });

  test('refuses a number in a string', () => {
    expect(() => MATH_FUNCTIONS.MathAdd.evaluate(['1', 1])).toThrow(IntrinsicError);
  });
});

describe('MathRandom', () => {
  const { evaluate } = MATH_FUNCTIONS.MathRandom;

  test.each([
    [0, 1],
    [0.999, 998],
  ])('takes the start and leaves the end out, at a random %j', (random, expected) => {
    expect(
      evaluate(
        [1, 999],
        anEnvironment(() => random),
      ),
    ).toBe(expected);
  });

  test('gives the same number for the same seed, another for another', () => {
    const numbers = [1, 1, 2].map((seed) =>
      evaluate(
        [1, 1_000_000, seed],
        anEnvironment(() => 0),
      ),
    );

    expect(numbers[0]).toBe(numbers[1]);
    expect(numbers[0]).not.toBe(numbers[2]);
  });

  test('refuses an end that is not greater than the start', () => {
    expect(() =>
      evaluate(
        [2, 2],
        anEnvironment(() => 0),
      ),
    ).toThrow(IntrinsicError);
  });
});

describe('UUID', () => {
  test('gives what the execution is given', () => {
    expect(
      MATH_FUNCTIONS.UUID.evaluate(
        [],
        anEnvironment(() => 0),
      ),
    ).toBe('a-uuid');
  });
});
