import { localId } from '../../../toolbox/gateway/local-id.ts';

describe('localId', () => {
  test('is six lower-case letters and digits, the same for the same name', () => {
    expect(localId('/orders')).toMatch(/^[a-z0-9]{6}$/);
    expect(localId('/orders')).toBe(localId('/orders'));
    expect(localId('/orders')).not.toBe(localId('/pets'));
  });
});
