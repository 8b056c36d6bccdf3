import fc from 'fast-check';
import { isJsonObject, JsonNumber, keysOf, stringifyJson } from '../../../toolbox/shared/json.ts';
import { parseJson } from '../../../toolbox/shared/parse-json.ts';

describe('parseJson', () => {
  test.each([
    '1.0',
    '0.0',
    '1e3',
    '-0',
    '9007199254740993',
    '123456789012345678901234567890',
    '0.1',
    '{"2":"b","1":"a"}',
    '{"b":1,"2":{"10":1,"9":[1.50]},"a":2}',
    '{"__proto__":{"x":1},"constructor":2}',
    '{"toJSON":1}',
    '{"1":1,"toJSON":2}',
    '[{"0":1.0}]',
  ])('keeps the text of %s when it is written again', (text) => {
    expect(stringifyJson(parseJson(text))).toBe(text);
  });

  test('gives plain numbers where nothing is lost', () => {
    expect(parseJson('[0,-5,1.5,123456789012345]')).toEqual([0, -5, 1.5, 123456789012345]);
  });

  test('gives a JsonNumber where a JavaScript number would lose digits', () => {
    const value = parseJson('9007199254740993');

    expect(value).toBeInstanceOf(JsonNumber);
    expect(String(value)).toBe('9007199254740993');
  });

  test('takes the last of duplicate keys, as the native parser does', () => {
    expect(stringifyJson(parseJson('{"1":1,"a":2,"1":3}'))).toBe('{"1":3,"a":2}');
  });

  test('keeps __proto__ as an own property and leaves the prototype alone', () => {
    const value = parseJson('{"1":0,"__proto__":{"polluted":true}}');

    expect(isJsonObject(value) && keysOf(value)).toEqual(['1', '__proto__']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test.each([
    '',
    ' ',
    '{',
    '[1,]',
    '{"1":1,}',
    '1.',
    '01',
    '1.0.0',
    '{"1"}',
    '[1.0 2]',
    'tru',
    '"a',
    '1.0x',
  ])('refuses %j with a SyntaxError', (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
  });

  test('reads and writes 100,000 levels of nesting', () => {
    const nest = (inner: string): string => '['.repeat(100_000) + inner + ']'.repeat(100_000);

    expect(stringifyJson(parseJson(nest('1')))).toBe(nest('1'));
    expect(stringifyJson(parseJson(nest('1.0')))).toBe(nest('1.0'));
  });

  test('writes back any JSON text that the native writer made', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        const compact = JSON.stringify(JSON.parse(text));
        expect(JSON.parse(stringifyJson(parseJson(compact)))).toEqual(JSON.parse(compact));
      }),
    );
  });

  test('agrees with the native parser on what is JSON', () => {
    const nearlyJson = fc
      .array(
        fc.constantFrom(
          '{',
          '}',
          '[',
          ']',
          '"',
          ':',
          ',',
          '1',
          '.',
          '0',
          'e',
          '-',
          '\\',
          't',
          'true',
          'null',
          ' ',
        ),
      )
      .map((parts) => parts.join(''));
    const accepts = (parse: (text: string) => unknown, text: string): boolean => {
      try {
        parse(text);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(nearlyJson, (text) => {
        expect(accepts(parseJson, text)).toBe(accepts(JSON.parse, text));
      }),
      { numRuns: 2000 },
    );
  });
});
