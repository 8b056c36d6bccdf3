import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
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

  test.each([
    "States.Format('{}', $)",
    'States.ArrayUnique(States.Array($))',
    'States.ArrayContains(States.Array($), 1)',
  ])('fails with States.IntrinsicFailure for %s of a value that nests too deep', (text) => {
    const data = JsonDocument.fromText('['.repeat(40_000) + ']'.repeat(40_000));

    expect(() => evaluateExpression(parseExpression(text), data, aVisit())).toThrow(
      expect.objectContaining({ error: 'States.IntrinsicFailure' }),
    );
  });

  test('fails with States.Runtime for a path that meets each value again and again', () => {
    const path = parseExpression('$..a..a');
    const data = JsonDocument.fromText(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`);

    expect(() => evaluateExpression(path, data, aVisit())).toThrow(
      expect.objectContaining({ error: 'States.Runtime' }),
    );
  });
});
