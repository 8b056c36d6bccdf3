import { evaluateExpression } from '../../../toolbox/states/expression.ts';
import { parseExpression } from '../../../toolbox/states/parse-expression.ts';
import { aVisit, document } from './a-run.ts';

describe('evaluateExpression', () => {
  test('gives undefined for a path that finds nothing', () => {
    expect(evaluateExpression(parseExpression('$.a'), document({}), aVisit())).toBeUndefined();
  });

  test('names the argument of a function that finds nothing', () => {
    const call = parseExpression('States.ArrayLength($.a)');

    expect(() => evaluateExpression(call, document({ b: 1 }), aVisit())).toThrow(
      expect.objectContaining({
        error: 'States.Runtime',
        cause:
          "An error occurred while executing the state 'Step' (entered at the event id #2). The function 'States.ArrayLength($.a)' had the following error: The JsonPath argument for the field '$.a' could not be found in the input '{\"b\":1}'",
      }),
    );
  });

  test('fails with States.IntrinsicFailure and the innermost function that failed', () => {
    const call = parseExpression("States.Array(States.ArrayLength('text'))");

    expect(() => evaluateExpression(call, document({}), aVisit())).toThrow(
      expect.objectContaining({
        error: 'States.IntrinsicFailure',
        cause: expect.stringContaining(
          "The function 'States.ArrayLength('text')' had the following error: The argument at position 1 must be an array",
        ),
      }),
    );
  });
});
