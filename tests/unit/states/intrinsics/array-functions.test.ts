import { ARRAY_FUNCTIONS } from '../../../../toolbox/states/intrinsics/array-functions.ts';
import { IntrinsicError } from '../../../../toolbox/states/intrinsics/intrinsic-function.ts';

describe('ArrayPartition', () => {
  const { evaluate } = ARRAY_FUNCTIONS.ArrayPartition;

  test('leaves a shorter last chunk', () => {
    expect(evaluate([[1, 2, 3], 2])).toEqual([[1, 2], [3]]);
  });

  test.each([[0], [-1]])('refuses chunks of %j', (size) => {
    expect(() => evaluate([[1], size])).toThrow(IntrinsicError);
  });
});

describe('ArrayContains', () => {
  test('compares objects whatever the order of their keys', () => {
    expect(ARRAY_FUNCTIONS.ArrayContains.evaluate([[{ a: 1, b: [] }], { b: [], a: 1 }])).toBe(true);
  });

  test('tells a number from a string', () => {
    expect(ARRAY_FUNCTIONS.ArrayContains.evaluate([['1'], 1])).toBe(false);
  });
});

describe('ArrayRange', () => {
  const { evaluate } = ARRAY_FUNCTIONS.ArrayRange;

  test.each([
    [1, 9, 2, [1, 3, 5, 7, 9]],
    [1, 2, 5, [1]],
    [3, 1, -1, [3, 2, 1]],
    [3, 1, 1, []],
  ])('goes from %j to %j by %j', (first, last, step, expected) => {
    expect(evaluate([first, last, step])).toEqual(expected);
  });

  test('refuses a step of 0', () => {
    expect(() => evaluate([1, 2, 0])).toThrow(IntrinsicError);
  });

  test('gives at most 1,000 elements', () => {
    expect(evaluate([1, 1000, 1])).toHaveLength(1000);
    expect(() => evaluate([1, 1001, 1])).toThrow(IntrinsicError);
  });
});

describe('ArrayGetItem', () => {
  test.each([[3], [-1]])('refuses the index %j of an array of three', (index) => {
    expect(() => ARRAY_FUNCTIONS.ArrayGetItem.evaluate([[1, 2, 3], index])).toThrow(IntrinsicError);
  });

  test('finds null', () => {
    expect(ARRAY_FUNCTIONS.ArrayGetItem.evaluate([[null], 0])).toBeNull();
  });
});

describe('ArrayUnique', () => {
  test('keeps the first of equal elements, in their order', () => {
    const elements = [2, { a: 1, b: 2 }, 1, 2, { b: 2, a: 1 }, '1'];

    expect(ARRAY_FUNCTIONS.ArrayUnique.evaluate([elements])).toEqual([2, { a: 1, b: 2 }, 1, '1']);
  });
});

describe('ArrayLength', () => {
  test('refuses anything but an array', () => {
    expect(() => ARRAY_FUNCTIONS.ArrayLength.evaluate([{ length: 1 }])).toThrow(IntrinsicError);
  });
});
