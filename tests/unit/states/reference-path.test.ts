import { parseReferencePath, putAt } from '../../../toolbox/states/reference-path.ts';

describe('parseReferencePath', () => {
  test.each([
    ['$', []],
    ['$.a.b', ['a', 'b']],
    ["$['a b'][0]", ['a b', 0]],
  ])('reads %s', (source, steps) => {
    expect(parseReferencePath(source)).toEqual({ source, steps });
  });

  test.each(['$.a[*]', '$..a', '$.a[-1]', '$.a[0:2]', '$.a[?(@.b)]', '$$.a', 'a', ''])(
    'refuses %j',
    (source) => {
      expect(parseReferencePath(source)).toBeUndefined();
    },
  );
});

describe('putAt', () => {
  test.each([
    [{ a: 1 }, ['b'], { a: 1, b: 'new' }],
    [{ a: 1 }, ['a'], { a: 'new' }],
    [{}, ['a', 'b'], { a: { b: 'new' } }],
    [{ list: [1, 2] }, ['list', 1], { list: [1, 'new'] }],
    [5, [], 'new'],
  ])('puts into %j at %j', (value, steps, expected) => {
    expect(putAt(value, steps, 'new')).toEqual(expected);
  });

  test.each([
    [5, ['a']],
    [null, ['a']],
    [[1], ['a']],
    [{ list: [1] }, ['list', 1]],
    [{ a: 1 }, ['a', 'b']],
    [{}, ['a', 0]],
  ])('has no place in %j at %j', (value, steps) => {
    expect(putAt(value, steps, 'new')).toBeUndefined();
  });

  test('leaves the value itself as it is', () => {
    const value = { a: { b: 1 } };

    putAt(value, ['a', 'b'], 2);

    expect(value).toEqual({ a: { b: 1 } });
  });

  test('takes __proto__ as a name like any other', () => {
    const changed = putAt({}, ['__proto__', 'x'], 1);

    expect(JSON.stringify(changed)).toBe('{"__proto__":{"x":1}}');
  });
});
