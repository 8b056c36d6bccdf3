import { parseEnvVars } from '../../../toolbox/cli/env-vars.ts';

describe('parseEnvVars', () => {
  test('gives the variables of the function over those for every function', () => {
    const envVars = parseEnvVars(
      '{"Parameters":{"A":"all","B":2},"OneFunction":{"A":"one","C":true}}',
    );

    expect(envVars('OneFunction')).toEqual({ A: 'one', B: '2', C: 'true' });
    expect(envVars('OtherFunction')).toEqual({ A: 'all', B: '2' });
  });

  test.each([
    ['[]', 'expected an object of functions'],
    ['{"F":"x"}', '"F" must be an object of variables'],
    ['{"F":{"A":{}}}', '"F"."A" must be a string, number or boolean'],
    ['{"F":{"A":null}}', '"F"."A" must be a string, number or boolean'],
  ])('refuses %s', (text, message) => {
    expect(() => parseEnvVars(text)).toThrow(message);
  });
});
