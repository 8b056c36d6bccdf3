import { accessKeyId, functionPrincipals } from '../../../toolbox/lambda/function-principals.ts';
import { aFunction } from './a-function.ts';

describe('accessKeyId', () => {
  const { functionArn } = aFunction('pets');

  test('has the form of temporary credentials', () => {
    expect(accessKeyId(functionArn)).toMatch(/^ASIA[A-Z0-9]{16}$/);
  });

  test('is always the same for a function, and another for another', () => {
    expect(accessKeyId(functionArn)).toBe(accessKeyId(functionArn));
    expect(accessKeyId(functionArn)).not.toBe(accessKeyId(aFunction('dogs').functionArn));
  });
});

describe('functionPrincipals', () => {
  test("finds each function's role by its access key id", () => {
    const pets = aFunction('pets', { roleArn: 'arn:aws:iam::123456789012:role/PetsRole' });
    const dogs = aFunction('dogs');

    const principals = functionPrincipals([pets, dogs]);

    expect(principals.size).toBe(2);
    expect(principals.get(accessKeyId(pets.functionArn))).toEqual({
      kind: 'role',
      roleArn: 'arn:aws:iam::123456789012:role/PetsRole',
      sessionName: 'pets',
    });
  });
});
