import fc from 'fast-check';
import { accessKeyIdOf } from '../../../toolbox/shared/access-key-id.ts';

describe('accessKeyIdOf', () => {
  test.each([
    'AWS4-HMAC-SHA256 Credential=ASIALOCAL/20260102/us-east-1/states/aws4_request, SignedHeaders=host, Signature=00',
    'AWS4-HMAC-SHA256 Credential=ASIALOCAL/20260102/us-east-1/states/aws4_request,SignedHeaders=host,Signature=00',
    'AWS4-HMAC-SHA256 SignedHeaders=host, Signature=00, Credential=ASIALOCAL/20260102/us-east-1/lambda/aws4_request',
  ])('finds it in %s', (authorization) => {
    expect(accessKeyIdOf(authorization)).toBe('ASIALOCAL');
  });

  test.each([
    undefined,
    '',
    'Bearer Credential=ASIALOCAL/20260102',
    'AWS4-HMAC-SHA256 Signature=00',
    'AWS4-HMAC-SHA256 Credential=ASIALOCAL',
  ])('gives nothing for %s', (authorization) => {
    expect(accessKeyIdOf(authorization)).toBeUndefined();
  });

  test('takes any text', () => {
    fc.assert(
      fc.property(fc.string(), (rest) => {
        expect(() => accessKeyIdOf(`AWS4-HMAC-SHA256${rest}`)).not.toThrow();
      }),
    );
  });
});
