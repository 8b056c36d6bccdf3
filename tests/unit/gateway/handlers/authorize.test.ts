import { authorizeWith } from '../../../../toolbox/gateway/handlers/authorize.ts';
import { anIntegrationContext } from '../a-context.ts';

const CALLER = { accessKey: 'k', accountId: 'a', caller: 'c', user: 'u', userArn: 'arn' };

function aContext(authorizationType: string) {
  return anIntegrationContext({ method: { authorizationType } });
}

describe('authorizeWith', () => {
  test.each(['NONE', 'AWS_IAM', 'CUSTOM'])('lets %s pass without an authorizer', (type) => {
    expect(authorizeWith(undefined)(aContext(type))).toBeUndefined();
  });

  test('asks the authorizer for AWS_IAM and not for NONE', () => {
    const authorize = authorizeWith(() => CALLER);

    expect(authorize(aContext('AWS_IAM'))).toBe(CALLER);
    expect(authorize(aContext('NONE'))).toBeUndefined();
  });

  test.each(['CUSTOM', 'COGNITO_USER_POOLS'])('refuses %s, which it cannot enforce', (type) => {
    const authorize = authorizeWith(() => CALLER);

    expect(() => authorize(aContext(type))).toThrow(
      expect.objectContaining({ type: 'AUTHORIZER_CONFIGURATION_ERROR' }),
    );
  });
});
