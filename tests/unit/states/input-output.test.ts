import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import { checkDataLimit, placeResult, selectByPath } from '../../../toolbox/states/input-output.ts';
import { parseExpression } from '../../../toolbox/states/parse-expression.ts';
import { parseReferencePath } from '../../../toolbox/states/reference-path.ts';
import { aVisit, document } from './a-run.ts';

describe('selectByPath', () => {
  test('hands the document itself on without a path', () => {
    const data = JsonDocument.fromText('{ "a": 1.0 }');

    expect(selectByPath(undefined, data, aVisit())).toBe(data);
  });

  test('keeps the numbers of what it selects', () => {
    const data = JsonDocument.fromText('{"a": {"b": 1.50}}');

    expect(selectByPath(parseExpression('$.a'), data, aVisit()).text).toBe('{"b":1.50}');
  });

  test.each([
    ['$.a.b', "Expected to find an object with property ['b'] in path $['a']"],
    ['$.list[5]', "No results for path: $['list'][5]"],
    ['$.list[5].x', "No results for path: $['list'][5]['x']"],
    ['$$.Task.Token', "Missing property in path $['Task']"],
  ])('says why %s finds nothing', (path, reason) => {
    const data = document({ a: 1, list: [] });

    expect(() => selectByPath(parseExpression(path), data, aVisit())).toThrow(
      expect.objectContaining({
        cause: expect.stringContaining(`Invalid path '${path}' : ${reason}`),
      }),
    );
  });
});

describe('placeResult', () => {
  const input = JsonDocument.fromText('{ "a": 1.0 }');
  const result = JsonDocument.fromText('[ 2.0 ]');

  test.each([
    [undefined, result],
    [null, input],
  ])('hands a document itself on when ResultPath is %s', (path, expected) => {
    expect(placeResult(path, result, aVisit(input))).toBe(expected);
  });

  test('writes the numbers of both as they were', () => {
    expect(placeResult(parseReferencePath('$.b'), result, aVisit(input)).text).toBe(
      '{"a":1.0,"b":[2.0]}',
    );
  });

  test('names the path and the input when there is no such place', () => {
    const scalar = document('text');

    expect(() => placeResult(parseReferencePath('$.b'), result, aVisit(scalar))).toThrow(
      expect.objectContaining({
        error: 'States.ResultPathMatchFailure',
        cause: expect.stringContaining('Unable to apply ReferencePath $.b to input "text"'),
      }),
    );
  });
});

describe('checkDataLimit', () => {
  const QUOTES = 2;

  test.each([
    ['ASCII', 'a'.repeat(262_144 - QUOTES)],
    ['UTF-8 of two bytes', 'é'.repeat((262_144 - QUOTES) / 2)],
  ])('lets 262,144 bytes pass: %s', (_kind, text) => {
    expect(() => checkDataLimit(document(text), 'Step')).not.toThrow();
  });

  test.each([
    ['ASCII', 'a'.repeat(262_145 - QUOTES)],
    ['UTF-8 of two bytes', 'é'.repeat(262_144 / 2)],
  ])('refuses more: %s', (_kind, text) => {
    expect(() => checkDataLimit(document(text), 'Step')).toThrow(
      expect.objectContaining({
        error: 'States.DataLimitExceeded',
        cause:
          "The state/task 'Step' returned a result with a size exceeding the maximum number of bytes service limit.",
      }),
    );
  });
});
