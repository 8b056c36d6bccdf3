import fc from 'fast-check';
import {
  compileJsonata,
  JsonataSyntaxError,
  jsonataSource,
} from '../../../../toolbox/states/jsonata/jsonata-expression.ts';

describe('jsonataSource', () => {
  test.each([
    ['{% $a %}', '$a'],
    ['{%$a%}', '$a'],
    ['{%\n$a\n%}', '$a'],
    ['{%%}', ''],
    [' {% $a %}', undefined],
    ['{% $a %} ', undefined],
    ['{%', undefined],
    ['$a', undefined],
  ])('%j holds %j', (text, source) => {
    expect(jsonataSource(text)).toBe(source);
  });
});

describe('compileJsonata', () => {
  test.each([
    ['$a + $b.c', ['a', 'b']],
    ['$sum($a)', ['a']],
    ['$states.input.x', []],
    ['$map($list, function($item) { $item + $a })', ['a', 'list']],
    ['($local := 1; $local + $a)', ['a']],
    ['$$', []],
    ['`$a`', []],
  ])('finds the variables of the workflow in %s', (source, variables) => {
    expect([...compileJsonata(source, 'Output').names.variables].sort()).toEqual(variables);
  });

  test.each([
    ['$states.input.x & $states.context.y', ['context', 'input']],
    ['$states.result[0]', ['result']],
    ['$states', ['*']],
    ['$keys($states)', ['*']],
    ['$states.*', ['*']],
    ['$other.result', []],
  ])('finds what %s uses of $states', (source, members) => {
    expect([...compileJsonata(source, 'Output').names.statesMembers].sort()).toEqual(members);
  });

  test.each(['', '1 +', '$a ?? 1', '"open'])('refuses %j', (source) => {
    expect(() => compileJsonata(source, 'Output')).toThrow(JsonataSyntaxError);
  });

  test('gives an expression or its error for any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          compileJsonata(text, 'Output');
        } catch (error) {
          if (!(error instanceof JsonataSyntaxError)) throw error;
        }
      }),
    );
  });
});
