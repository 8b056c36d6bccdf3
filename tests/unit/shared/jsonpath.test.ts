import fc from 'fast-check';
import { type JsonValue, stringifyJson } from '../../../toolbox/shared/json.ts';
import { evaluateJsonPath } from '../../../toolbox/shared/jsonpath/evaluate-json-path.ts';
import { JsonPathError } from '../../../toolbox/shared/jsonpath/json-path.ts';
import { parseJsonPath } from '../../../toolbox/shared/jsonpath/parse-json-path.ts';
import { parseJson } from '../../../toolbox/shared/parse-json.ts';

/** The document of the Jayway documentation. */
const STORE: JsonValue = {
  store: {
    book: [
      { category: 'reference', author: 'Nigel Rees', title: 'Sayings of the Century', price: 8.95 },
      { category: 'fiction', author: 'Evelyn Waugh', title: 'Sword of Honour', price: 12.99 },
      {
        category: 'fiction',
        author: 'Herman Melville',
        title: 'Moby Dick',
        isbn: '0-553-21311-3',
        price: 8.99,
      },
      {
        category: 'fiction',
        author: 'J. R. R. Tolkien',
        title: 'The Lord of the Rings',
        isbn: '0-395-19395-8',
        price: 22.99,
      },
    ],
    bicycle: { color: 'red', price: 19.95 },
  },
  expensive: 10,
};

function select(path: string, document: JsonValue): JsonValue | undefined {
  return evaluateJsonPath(parseJsonPath(path), document);
}

/** The selected value as JSON text, in which the order of keys and the form of numbers show. */
function selectText(path: string, document: JsonValue): string | undefined {
  const value = select(path, document);
  return value === undefined ? undefined : stringifyJson(value);
}

function titles(path: string): JsonValue | undefined {
  return (select(path, STORE) as { title: string }[]).map(({ title }) => title);
}

describe('evaluateJsonPath', () => {
  test.each<[string, JsonValue, JsonValue | undefined]>([
    ['$', 5, 5],
    ['$.a', { a: 1 }, 1],
    ['$.a.b', { a: { b: null } }, null],
    ["$['a']['b c']", { a: { 'b c': 2 } }, 2],
    ['$["a"]', { a: 1 }, 1],
    ["$['it\\'s']", { "it's": 1 }, 1],
    ["$['\\u0041\\n']", { 'A\n': 1 }, 1],
    ['$.a-b_c', { 'a-b_c': 1 }, 1],
    ['$.größe', { größe: 1 }, 1],
    ["$.['a']", { a: 1 }, 1],
    ['$.a[0]', { a: [1, 2] }, 1],
    ['$.a[-1]', { a: [1, 2] }, 2],
    ['$[ 1 ]', [1, 2], 2],
    ['$.a[2]', { a: [1, 2] }, undefined],
    ['$.a[-3]', { a: [1, 2] }, undefined],
    ['$.a.b', { a: 'text' }, undefined],
    ['$.a[0]', { a: 'text' }, undefined],
    ['$.a.length', { a: [1] }, undefined],
    ['$.missing', {}, undefined],
    ['$.missing.deeper', {}, undefined],
    ['$.toString', {}, undefined],
    ['$.constructor', {}, undefined],
    ["$['__proto__']", {}, undefined],
    ["$['a','b']", { a: 1, b: 2, c: 3 }, { a: 1, b: 2 }],
    ["$['a','x']", { a: 1 }, { a: 1 }],
  ])('definite path %s', (path, document, expected) => {
    expect(selectText(path, document)).toBe(JSON.stringify(expected));
  });

  test('finds __proto__ and constructor when they are keys of the document', () => {
    const document = parseJson('{"__proto__": {"constructor": 7}}');

    expect(select('$.__proto__.constructor', document)).toBe(7);
  });

  test.each<[string, JsonValue, JsonValue]>([
    ['$.a[*]', { a: [1, 2] }, [1, 2]],
    ['$.*', { a: 1, b: [2] }, [1, [2]]],
    ['$[*]', {}, []],
    ['$.missing[*]', {}, []],
    ['$.missing[0:1]', {}, []],
    ['$.a[*].b', { a: [{ b: 1 }, {}, 5, { b: 2 }] }, [1, 2]],
    ['$[0:2]', [1, 2, 3], [1, 2]],
    ['$[1:]', [1, 2, 3], [2, 3]],
    ['$[:2]', [1, 2, 3], [1, 2]],
    ['$[-2:]', [1, 2, 3], [2, 3]],
    ['$[:-1]', [1, 2, 3], [1, 2]],
    ['$[0,2,9]', [1, 2, 3], [1, 3]],
    ["$[*]['a','b']", [{ a: 1, b: 2 }, { b: 3 }], [{ a: 1, b: 2 }, { b: 3 }]],
    ["$['a','b'].x", { a: { x: 1 }, b: { x: 2 } }, [1, 2]],
    ['$..x', { x: { x: 1 }, y: [{ x: 2 }] }, [{ x: 1 }, 1, 2]],
    ['$..[0]', { a: [[1], 2] }, [[1], 1]],
    ['$.a..*', { a: { b: [1] } }, [[1], 1]],
    ["$..['x']", [{ x: 1 }], [1]],
  ])('indefinite path %s', (path, document, expected) => {
    expect(selectText(path, document)).toBe(JSON.stringify(expected));
  });

  test('keeps the order of integer-like keys', () => {
    expect(select('$.*', parseJson('{"b": 1, "2": 2, "1": 3}'))).toEqual([1, 2, 3]);
  });

  test('keeps the text of numbers', () => {
    const document = parseJson('{"a": [1.0, 9007199254740993, 1e3]}');

    expect(selectText('$.a[*]', document)).toBe('[1.0,9007199254740993,1e3]');
  });

  test('walks a document that is nested deeper than the stack', () => {
    const document = parseJson(`${'['.repeat(20_000)}${']'.repeat(20_000)}`);

    expect(select('$..[0]', document)).toHaveLength(19_999);
  });

  test.each([
    ['$.store.book[?(@.isbn)]', ['Moby Dick', 'The Lord of the Rings']],
    ['$.store.book[?(!@.isbn)]', ['Sayings of the Century', 'Sword of Honour']],
    ['$.store.book[?(@.price < 10)]', ['Sayings of the Century', 'Moby Dick']],
    ['$..book[?(@.price <= $.expensive)]', ['Sayings of the Century', 'Moby Dick']],
    ['$..book[?(@.author =~ /.*REES/i)]', ['Sayings of the Century']],
    ['$..book[?(@.author =~ /REES/i)]', []],
    ["$..book[?(@.category == 'fiction' && @.price < 10)]", ['Moby Dick']],
    [
      "$..book[?(@.price > 20 || @.category != 'fiction')]",
      ['Sayings of the Century', 'The Lord of the Rings'],
    ],
    ['$..book[?(@.price > 20 || @.price < 9 && @.isbn)]', ['Moby Dick', 'The Lord of the Rings']],
    ['$..book[?((@.price > 20 || @.price < 9) && @.isbn)]', ['Moby Dick', 'The Lord of the Rings']],
    ['$..book[?(@.title in [\'Moby Dick\', "x"])]', ['Moby Dick']],
    ["$..book[?(@['title'] nin ['Moby Dick'] && @.isbn)]", ['The Lord of the Rings']],
    ["$..book[?(@.title contains 'Dick')]", ['Moby Dick']],
    ['$..book[?(@.title size 9)]', ['Moby Dick']],
    ['$..book[?(@.title.length() == 9)]', ['Moby Dick']],
  ])('filter %s', (path, expected) => {
    expect(titles(path)).toEqual(expected);
  });

  test.each<[string, JsonValue, JsonValue]>([
    ['$[?(@ > 1)]', [1, 2, 3], [2, 3]],
    ['$[?(@.a == null)]', [{ a: null }, { a: 1 }, {}], [{ a: null }]],
    ['$[?(@.a)]', [{ a: null }, {}], [{ a: null }]],
    ['$[?(@.a == true)]', [{ a: true }, { a: 'true' }], [{ a: true }]],
    ["$[?(@.a == '1')]", [{ a: 1 }, { a: '1' }], [{ a: 1 }, { a: '1' }]],
    ["$[?(@.a < 'b')]", [{ a: 'a' }, { a: 'c' }, { a: 1 }], [{ a: 'a' }]],
    ['$[?(@.a == -1.50)]', parseJson('[{"a": -1.5}]'), parseJson('[{"a": -1.5}]')],
    ['$[?(@.a == [1, 2])]', [{ a: [1, 2] }, { a: [2, 1] }], [{ a: [1, 2] }]],
    ['$[?(@.a subsetof [1, 2])]', [{ a: [2] }, { a: [3] }], [{ a: [2] }]],
    ['$[?(@.a anyof [1])]', [{ a: [1, 3] }, { a: [3] }], [{ a: [1, 3] }]],
    ['$[?(@.a noneof [1])]', [{ a: [1, 3] }, { a: [3] }], [{ a: [3] }]],
    ['$[?(@.a empty true)]', [{ a: [] }, { a: '' }, { a: [1] }], [{ a: [] }, { a: '' }]],
    ['$.o[?(@.a == 1)].b', { o: { a: 1, b: 2 } }, [2]],
  ])('filter %s', (path, document, expected) => {
    expect(select(path, document)).toEqual(expected);
  });

  test.each<[string, JsonValue, string | undefined]>([
    ['$.length()', [1, 2], '2'],
    ['$.length()', { a: 1 }, '1'],
    ['$.size()', 'four', '4'],
    ['$.length()', 5, undefined],
    ['$.keys()', { b: 1, a: 2 }, '["b","a"]'],
    ['$.min()', [3, 1.5], '1.5'],
    ['$.max()', [3, 1.5], '3.0'],
    ['$.sum()', [1, 2, 'x'], '3.0'],
    ['$.avg()', [1, 2], '1.5'],
    ['$.stddev()', [2, 4], '1.0'],
    ['$.sum()', [], undefined],
    ['$.first()', [1, 2], '1'],
    ['$.last()', [1, 2], '2'],
    ['$.first()', {}, undefined],
    ['$..price.sum()', { a: { price: 1 }, price: 2 }, '3.0'],
  ])('function %s of %j', (path, document, expected) => {
    expect(selectText(path, document)).toBe(expected);
  });
});

describe('JsonPath.definite', () => {
  test.each([
    ['$', true],
    ["$.a['b'][0][-1]", true],
    ["$['a','b']", true],
    ["$['a','b'].c", false],
    ['$.a[*]', false],
    ['$.a[0:1]', false],
    ['$.a[0,1]', false],
    ['$..a', false],
    ['$[?(@.a)]', false],
    ['$.a.length()', true],
  ])('%s: %p', (path, expected) => {
    expect(parseJsonPath(path).definite).toBe(expected);
  });
});

describe('parseJsonPath', () => {
  test('gives the segments, which tell a reference path from others', () => {
    expect(parseJsonPath("$.a['b c'][3]").segments).toEqual([
      { kind: 'property', name: 'a' },
      { kind: 'property', name: 'b c' },
      { kind: 'index', index: 3 },
    ]);
  });

  test.each([
    ['', 0],
    ['a.b', 0],
    ['$a', 1],
    ['$.', 2],
    ['$..', 3],
    ['$.a.', 4],
    ['$.a b', 3],
    ['$.a[', 4],
    ['$.a[]', 4],
    ['$.a[b]', 4],
    ['$.a[0', 5],
    ["$['a", 2],
    ['$.a[1,]', 6],
    ["$['a',]", 6],
    ['$[?(@.a ==)]', 10],
    ['$[?(@.a ~ 1)]', 8],
    ['$[?(@.a like 1)]', 8],
    ['$[?(@.a)', 8],
    ['$[?@.a]', 3],
    ['$.a.frobnicate()', 4],
    ['$.a.concat($.b)', 11],
    ['$[?(@.a =~ /(/)]', 11],
  ])('says where %s is wrong', (path, offset) => {
    expect(() => parseJsonPath(path)).toThrow(
      expect.objectContaining({ name: 'JsonPathError', offset }),
    );
  });

  test('names what was found, and what is expected', () => {
    expect(() => parseJsonPath('$.a[b]')).toThrow(
      "found 'b' at position 4 of '$.a[b]', expected an index, a quoted name, '*' or '?(…)'",
    );
  });

  test('refuses a filter whose nesting would exhaust the stack', () => {
    const path = `$[?(${'('.repeat(50_000)}@.a${')'.repeat(50_000)})]`;

    expect(() => parseJsonPath(path)).toThrow(JsonPathError);
  });

  test('gives a path or a JsonPathError for any text', () => {
    const fragment = fc.constantFrom('.', '..', '[', ']', '?(', ')', '@', '*', "'", '"', 'a', '0');
    const operator = fc.constantFrom(
      '==',
      '=~',
      '/',
      '&&',
      '!',
      ':',
      ',',
      '-',
      '$',
      ' ',
      'in',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(fragment, operator, fc.string({ maxLength: 2 }))), (parts) => {
        try {
          evaluateJsonPath(parseJsonPath(`$${parts.join('')}`), STORE);
        } catch (error) {
          expect(error).toBeInstanceOf(JsonPathError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
