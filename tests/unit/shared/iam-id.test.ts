import { iamId } from '../../../toolbox/shared/iam-id.ts';

describe('iamId', () => {
  test.each([
    { prefix: 'ASIA', form: /^ASIA[A-Z2-7]{16}$/ },
    { prefix: 'AROA', form: /^AROA[A-Z2-7]{17}$/ },
  ] as const)('has the form of IAM with $prefix', ({ prefix, form }) => {
    expect(iamId(prefix, 'pets')).toMatch(form);
  });

  test('is always the same for a name, and another for another', () => {
    expect(iamId('ASIA', 'pets')).toBe(iamId('ASIA', 'pets'));
    expect(iamId('ASIA', 'pets')).not.toBe(iamId('ASIA', 'dogs'));
  });
});
