import fc from 'fast-check';
import { evaluateExpression } from '../../../toolbox/states/expression.ts';
import { ExpressionError, parseExpression } from '../../../toolbox/states/parse-expression.ts';
import { aVisit, document } from './a-run.ts';

describe('parseExpression', () => {
  test('takes $$ as the root of the context object', () => {
    expect(parseExpression('$$.State.Name')).toMatchObject({
      kind: 'path',
      root: 'context',
      source: '$$.State.Name',
    });
  });

  test('lets commas, quotes and parentheses stand inside a path of an argument', () => {
    const call = parseExpression("States.Array($['a,)b'], $.list[?(@.x == 'y)')], 1)");
    const data = document({ 'a,)b': 1, list: [{ x: 'y)' }, { x: 'z' }] });

    expect(evaluateExpression(call, data, aVisit())).toEqual([1, [{ x: 'y)' }], 1]);
  });

  test.each([
    ["States.Format('it\\'s {} \\{\\} \\\\', 1)", "it's 1 {} \\"],
    ["States.JsonToString('\\{\\}')", '"{}"'],
  ])('reads the escapes of %s', (text, expected) => {
    expect(evaluateExpression(parseExpression(text), document({}), aVisit())).toBe(expected);
  });

  test.each([
    'text',
    'States.Unknown($)',
    'States.toString()',
    'States.UUID',
    'States.UUID(',
    'States.UUID() trailing',
    'States.UUID(1)',
    'States.MathAdd(1)',
    'States.MathAdd(1,)',
    'States.MathAdd(1 2)',
    'States.MathAdd(01, 2)',
    "States.StringToJson('open)",
    "States.StringToJson('\\n')",
    'States.ArrayLength($.[)',
    '$.a[',
    '',
  ])('refuses %j', (text) => {
    expect(() => parseExpression(text)).toThrow(ExpressionError);
  });

  test.each([
    ['$name', { variable: 'name', path: { segments: [] } }],
    [
      '$größe_2.items[0]',
      { variable: 'größe_2', path: { segments: [{ name: 'items' }, { index: 0 }] } },
    ],
  ])('takes %s as a variable', (text, expected) => {
    expect(parseExpression(text)).toMatchObject({ root: 'variable', source: text, ...expected });
  });

  test('gives an expression or one of its errors for any text', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.string().map((text) => `States.Format(${text})`),
    );

    fc.assert(
      fc.property(texts, (text) => {
        try {
          parseExpression(text);
        } catch (error) {
          if (error instanceof ExpressionError) return;
          throw error;
        }
      }),
    );
  });

  test('reads back any string that is escaped as the language asks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const escaped = text.replaceAll(/[\\'{}]/g, '\\$&');
        const call = parseExpression(`States.Format('${escaped}')`);

        expect(evaluateExpression(call, document({}), aVisit())).toBe(text);
      }),
    );
  });
});
