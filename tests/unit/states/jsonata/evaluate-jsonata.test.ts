import type { JsonValue } from '../../../../toolbox/shared/json.ts';
import { stringifyJson } from '../../../../toolbox/shared/json.ts';
import { parseJson } from '../../../../toolbox/shared/parse-json.ts';
import { evaluate } from './a-scope.ts';

const PLACE = "An error occurred while executing the state 'Step' (entered at the event id #2).";

describe('evaluateJsonata', () => {
  test.each<[string, JsonValue]>([
    ['$states.input', { a: 1, list: [{ n: 1 }, { n: 2 }] }],
    ['$states.input.a + $x.y', 42],
    ['$states.input.list.n', [1, 2]],
    ['$sum($states.input.list.n)', 3],
    ['$states.context.State.Name', 'Step'],
    ['$states.context.Execution.Name & "!"', 'run-1!'],
    ['$x', { y: 41 }],
    ['$states', { input: { a: 1, list: [{ n: 1 }, { n: 2 }] }, context: expect.any(Object) }],
    ['($f := function($n) { $n > 1 ? $n * $f($n - 1) : 1 }; $f(5))', 120],
    ['[]', []],
    ['[7]', [7]],
    ['null', null],
    ['{"fn": $sum, "none": $nothing, "list": [$sum]}', { list: [null] }],
  ])('%s is %j', async (source, expected) => {
    const inputText = '{"a": 1, "list": [{"n": 1}, {"n": 2}]}';

    const value = await evaluate(source, { inputText, variables: { x: { y: 41 } } });

    expect(value).toEqual(expected);
  });

  test.each(['result', 'errorOutput'] as const)('has the data as $states.%s', async (source) => {
    const options = { source, data: { a: [1] }, inputText: '{"a": 2}' };

    expect(await evaluate(`$states.${source}.a[0] + $states.input.a`, options)).toBe(3);
    expect(await evaluate(`$states.${source}`, options)).toEqual({ a: [1] });
  });

  test.each(['$states.input.a', '$states.result.a', '$x.a', '$states.context.Execution.Input.a'])(
    'keeps the text of numbers that %s only hands on',
    async (source) => {
      const inputText = '{"a": {"b": 1.0, "2": 9007199254740993, "1": 0}}';
      const data = parseJson(inputText);

      const value = await evaluate(source, {
        inputText,
        source: 'result',
        data,
        variables: { x: data },
      });

      expect(stringifyJson(value)).toBe('{"b":1.0,"2":9007199254740993,"1":0}');
    },
  );

  test('computes with numbers of any form', async () => {
    expect(await evaluate('$states.input.a + 1', { inputText: '{"a": 1.0}' })).toBe(2);
  });

  test.each([
    ['$states.input.missing', 'returned nothing (undefined).'],
    ['$missing', 'returned nothing (undefined).'],
    ['$missing.member', 'returned nothing (undefined).'],
    ['$sum', 'returned nothing (undefined).'],
    ['function($x) { $x }', 'returned nothing (undefined).'],
    ['1 / 0', 'returned nothing (undefined).'],
    [
      '1 + "a"',
      'threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number',
    ],
    ['$error("no")', 'threw an error during evaluation. D3137: no'],
    ['$eval("1")', 'threw an error during evaluation. T1006: Attempted to invoke a non-function'],
  ])('%s fails: %s', async (source, reason) => {
    const failures: unknown[] = [];

    await expect(
      evaluate(source, {
        onEvaluationFailed: (error, location) => failures.push([error, location]),
      }),
    ).rejects.toMatchObject({
      error: 'States.QueryEvaluationError',
      cause: `${PLACE} The JSONata expression '${source}' specified for the field 'Output/value' ${reason}`,
    });
    expect(failures).toEqual([
      [expect.objectContaining({ error: 'States.QueryEvaluationError' }), 'Output/value'],
    ]);
  });
});
