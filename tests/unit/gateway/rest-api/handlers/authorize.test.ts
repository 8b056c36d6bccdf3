import type { InternalSender } from '../../../../../toolbox/gateway/gateway.ts';
import { authorizeWith } from '../../../../../toolbox/gateway/rest-api/handlers/authorize.ts';
import type { RolePrincipal } from '../../../../../toolbox/shared/principal.ts';
import { aRequest } from '../../an-api.ts';
import { anIntegrationContext } from '../a-context.ts';

const CALLER = { accessKey: 'k', accountId: 'a', caller: 'c', user: 'u', userArn: 'arn' };

const SIGNER: RolePrincipal = {
  kind: 'role',
  roleArn: 'arn:aws:iam::123456789012:role/service/PetsRole',
  sessionName: 'session',
};
const METHOD_ARN = 'arn:aws:execute-api:eu-west-1:123456789012:abcde12345/dev/GET/pets/a%20b';

function aContext(authorizationType: string, sender?: InternalSender) {
  return anIntegrationContext({
    method: { authorizationType, httpMethod: 'GET', resourcePath: '/pets/{petId}' },
    request: { httpMethod: 'GET', path: '/pets/a%20b' },
    incoming: aRequest(sender === undefined ? {} : { sender }),
  });
}

function refuse(): never {
  throw new Error('not to be asked');
}

describe('authorizeWith', () => {
  test.each(['NONE', 'AWS_IAM', 'CUSTOM'])('lets %s pass without an authorizer', (type) => {
    expect(authorizeWith({})(aContext(type))).toBeUndefined();
  });

  test('asks the authorizer for AWS_IAM and not for NONE', () => {
    const authorize = authorizeWith({ authorizer: () => CALLER });

    expect(authorize(aContext('AWS_IAM'))).toBe(CALLER);
    expect(authorize(aContext('NONE'))).toBeUndefined();
  });

  test.each(['CUSTOM', 'COGNITO_USER_POOLS'])(
    'leaves %s to the authorizer of the method',
    (type) => {
      expect(authorizeWith({ authorizer: refuse, iam: refuse })(aContext(type))).toBeUndefined();
    },
  );

  describe('a request of this process', () => {
    test('is judged by the roles of the template, not by the authorizer', () => {
      const asked: unknown[] = [];
      const authorize = authorizeWith({
        authorizer: refuse,
        iam: (...question) => {
          asked.push(question);
          return undefined;
        },
      });

      const caller = authorize(aContext('AWS_IAM', { signer: SIGNER }));

      expect(asked).toEqual([[SIGNER, 'execute-api:Invoke', METHOD_ARN]]);
      expect(caller).toEqual({
        accessKey: expect.stringMatching(/^ASIA[0-9A-Z]{16}$/),
        accountId: '123456789012',
        caller: expect.stringMatching(/^AROA[0-9A-Z]{17}:session$/),
        user: caller?.caller,
        userArn: 'arn:aws:sts::123456789012:assumed-role/PetsRole/session',
      });
      expect(authorize(aContext('AWS_IAM', { signer: SIGNER }))).toEqual(caller);
    });

    test('passes without a judge', () => {
      const caller = authorizeWith({})(aContext('AWS_IAM', { signer: SIGNER }));

      expect(caller?.accountId).toBe('123456789012');
    });

    test('is refused in the words of the judge, with the account of the method masked', () => {
      const user = 'arn:aws:sts::123456789012:assumed-role/PetsRole/session';
      const refusal = `User: ${user} is not authorized to perform: execute-api:Invoke on resource: ${METHOD_ARN} because no`;
      const authorize = authorizeWith({ iam: () => refusal });

      expect(() => authorize(aContext('AWS_IAM', { signer: SIGNER }))).toThrow(
        expect.objectContaining({
          type: 'ACCESS_DENIED',
          clientMessage: `User: ${user} is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********9012:abcde12345/dev/GET/pets/a%20b because no`,
          message: refusal,
        }),
      );
    });

    test('needs a signature for AWS_IAM', () => {
      const authorize = authorizeWith({ iam: () => undefined });

      expect(() => authorize(aContext('AWS_IAM', { signer: undefined }))).toThrow(
        expect.objectContaining({ type: 'MISSING_AUTHENTICATION_TOKEN' }),
      );
    });

    test('is not judged where the method asks for nothing', () => {
      const authorize = authorizeWith({ authorizer: refuse, iam: refuse });

      expect(authorize(aContext('NONE', { signer: SIGNER }))).toBeUndefined();
      expect(authorize(aContext('NONE', { signer: undefined }))).toBeUndefined();
    });
  });
});
