import type { JsonValue } from '../../../../toolbox/shared/json.ts';
import { evaluate } from './a-scope.ts';

describe('JSONATA_FUNCTIONS', () => {
  test.each<[string, JsonValue]>([
    ['$partition([1, 2, 3, 4, 5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition([1], 4)', [[1]]],
    ['$range(1, 9, 2)', [1, 3, 5, 7, 9]],
    ['$range(5, 1, -2)', [5, 3, 1]],
    ['$range(1, 9, 9)', 1],
    ['$hash("input data", "MD5")', '812f45842bc6d66ee14572ce20db8e86'],
    ['$hash("input data") = $hash("input data", "SHA-256")', true],
    ['$uuid()', '00000000-0000-4000-8000-000000000000'],
    ['$random()', 0.5],
    ['$random(7) = $random(7)', true],
    ['$random(7) = $random(8)', false],
    ['$parse(\'{"a": [1.0, null]}\').a', [1, null]],
    ['"[1, 2]" ~> $parse() ~> $sum()', 3],
    ['$exists($parse($nothing))', false],
    ['$exists($range(2, 1, 1))', false],
  ])('%s is %j', async (source, expected) => {
    expect(await evaluate(source)).toEqual(expected);
  });

  test.each([
    ['$partition([1], 0)', 'The size of a chunk must be a positive number'],
    ['$partition("a")', 'T0410'],
    ['$range(1, 2, 0)', 'The step of a range must not be 0'],
    ['$range(1, 2000000, 1)', 'A range must not have more than 1000000 elements'],
    [
      '$hash("a", "CRC")',
      'The hash algorithm must be one of MD5, SHA-1, SHA-256, SHA-384, SHA-512',
    ],
    ['$parse("{")', 'JSON'],
  ])('%s fails: %s', async (source, reason) => {
    await expect(evaluate(source)).rejects.toMatchObject({
      error: 'States.QueryEvaluationError',
      cause: expect.stringContaining(reason),
    });
  });
});
