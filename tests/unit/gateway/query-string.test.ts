import fc from 'fast-check';
import { lastValues, queryPairs } from '../../../toolbox/gateway/query-string.ts';

describe('queryPairs', () => {
  test.each([
    { query: '', pairs: [] },
    {
      query: 'a=1&b=2',
      pairs: [
        ['a', '1'],
        ['b', '2'],
      ],
    },
    {
      query: 'a=1;b=2',
      pairs: [
        ['a', '1'],
        ['b', '2'],
      ],
    },
    { query: 'a', pairs: [['a', '']] },
    { query: 'a=b=c', pairs: [['a', 'b=c']] },
    { query: 'a+b=c%20d', pairs: [['a b', 'c d']] },
    { query: 'a=%E2%82%AC', pairs: [['a', '€']] },
    { query: '&&a=1&', pairs: [['a', '1']] },
    { query: 'a=%zz', pairs: [['a', '%zz']] },
  ])('splits and decodes $query', ({ query, pairs }) => {
    expect(queryPairs(query)).toEqual(pairs);
  });

  test('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => Array.isArray(queryPairs(text))),
    );
  });
});

describe('lastValues', () => {
  test('keeps the last value of a name, be it one that every object has', () => {
    const values = lastValues(queryPairs('a=1&a=2&__proto__=x'));

    expect(Object.entries(values)).toEqual([
      ['a', '2'],
      ['__proto__', 'x'],
    ]);
  });
});
