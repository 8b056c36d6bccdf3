import { createHash } from 'node:crypto';
import { routeRequest } from '../../../../../toolbox/gateway/rest-api/handlers/route-request.ts';
import { aMethod, aRequest } from '../../an-api.ts';
import { anInvocationContext, anInvocationRequest } from '../a-context.ts';

function route(path: string, headers: readonly (readonly [string, string])[] = []) {
  const methods = [aMethod({ resourcePath: '/orders/{id}' })];
  const context = anInvocationContext({ api: { methods }, incoming: aRequest({ headers }) });
  return routeRequest({ ...context, request: anInvocationRequest({ path }) });
}

describe('routeRequest', () => {
  test('gives the method and the path parameters', () => {
    const { method, pathParameters } = route('/orders/a%20b');

    expect(method.definition.resourcePath).toBe('/orders/{id}');
    expect({ ...pathParameters }).toEqual({ id: 'a b' });
  });

  test.each([
    { name: 'nothing', headers: [] },
    { name: 'a signature', headers: [['Authorization', 'AWS4-HMAC-SHA256 Credential=…'] as const] },
  ])('asks for a token on an unknown path with $name', ({ headers }) => {
    expect(() => route('/other', headers)).toThrow(
      expect.objectContaining({ type: 'MISSING_AUTHENTICATION_TOKEN' }),
    );
  });

  test('takes another authorization for a broken signature on an unknown path, and hides it', () => {
    const hash = createHash('sha256').update('Bearer x').digest('base64');

    expect(() => route('/other', [['authorization', 'Bearer x']])).toThrow(
      expect.objectContaining({
        errorType: 'IncompleteSignatureException',
        clientMessage: `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`,
      }),
    );
  });
});
