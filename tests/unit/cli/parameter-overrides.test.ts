import { parameterOverrides } from '../../../toolbox/cli/parameter-overrides.ts';

describe('parameterOverrides', () => {
  test.each([
    { argument: 'Stage=prod', expected: { Stage: 'prod' } },
    { argument: 'B=x=y', expected: { B: 'x=y' } },
    { argument: 'A=1 B=two words', expected: { A: '1', B: 'two words' } },
    { argument: 'A="1" B=\'2\'', expected: { A: '1', B: '2' } },
    { argument: 'ParameterKey=A,ParameterValue=1', expected: { A: '1' } },
    { argument: 'Headers=Content-Type,X-Api-Key', expected: { Headers: 'Content-Type,X-Api-Key' } },
    { argument: 'Empty=', expected: { Empty: '' } },
  ])('reads $argument', ({ argument, expected }) => {
    expect(parameterOverrides(argument)).toEqual(expected);
  });

  test('refuses what is neither form, naming it', () => {
    expect(() => parameterOverrides('Stage')).toThrow('"Stage" is not Key=Value');
  });
});
