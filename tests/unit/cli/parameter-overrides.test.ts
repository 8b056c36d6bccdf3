import { parameterOverrides } from '../../../toolbox/cli/parameter-overrides.ts';

describe('parameterOverrides', () => {
  test.each([
    { values: ['Stage=prod'], expected: { Stage: 'prod' } },
    { values: ['A=1', 'B=x=y'], expected: { A: '1', B: 'x=y' } },
    { values: ['A=1 B=two words'], expected: { A: '1', B: 'two words' } },
    { values: ['A="1"', "B='2'"], expected: { A: '1', B: '2' } },
    { values: ['ParameterKey=A,ParameterValue=1'], expected: { A: '1' } },
    { values: ['Headers=Content-Type,X-Api-Key'], expected: { Headers: 'Content-Type,X-Api-Key' } },
    { values: ['Empty='], expected: { Empty: '' } },
    { values: [], expected: {} },
  ])('reads $values', ({ values, expected }) => {
    expect(parameterOverrides(values)).toEqual(expected);
  });

  test('refuses what is neither form, naming it', () => {
    expect(() => parameterOverrides(['Stage'])).toThrow('"Stage" is not Key=Value');
  });
});
