import { GatewayError } from '../../../../toolbox/gateway/gateway-error.ts';
import type { HttpApiGatewayOptions } from '../../../../toolbox/gateway/http-api/http-api-gateway.ts';
import { aRecordingLambda, aRequest } from '../an-api.ts';
import { aLambda, anApiOf, respond } from './an-http-api.ts';

const CALLER = {
  accessKey: 'AKID',
  accountId: '123456789012',
  caller: 'AIDA',
  user: 'AIDA',
  userArn: 'arn:aws:iam::123456789012:user/me',
};

async function call(
  options: Partial<HttpApiGatewayOptions>,
  request: Parameters<typeof aRequest>[0] = {},
  payloadFormatVersion: '1.0' | '2.0' = '2.0',
) {
  const { lambda, calls } = aRecordingLambda({ payload: '{"statusCode":200}' });
  const api = anApiOf({
    authorization: { type: 'AWS_IAM' },
    integration: aLambda({ payloadFormatVersion }),
  });
  const response = await respond(api, aRequest(request), { lambda, ...options });
  return { response, event: calls[0] && JSON.parse(calls[0].payload) };
}

const FORBIDDEN = [403, '{"message":"Forbidden"}'];
const signer = {
  kind: 'role',
  roleArn: 'arn:aws:iam::123456789012:role/flow',
  sessionName: 'run',
} as const;

describe('iamCaller', () => {
  test('lets everybody in unless signatures are verified', async () => {
    const { response, event } = await call({});

    expect(response.statusCode).toBe(200);
    expect(event.requestContext).not.toHaveProperty('authorizer');
  });

  // DG "Choosing between REST APIs and HTTP APIs"; EMU and event types
  test('tells the function who has signed', async () => {
    const { event } = await call({ verifySignature: () => CALLER });

    expect(event.requestContext.authorizer).toEqual({
      iam: {
        accessKey: 'AKID',
        accountId: '123456789012',
        callerId: 'AIDA',
        cognitoIdentity: null,
        principalOrgId: null,
        userArn: CALLER.userArn,
        userId: 'AIDA',
      },
    });
  });

  test('tells it in identity in the format 1.0', async () => {
    const { event } = await call({ verifySignature: () => CALLER }, {}, '1.0');

    expect(event.requestContext).toMatchObject({
      identity: { accessKey: 'AKID', userArn: CALLER.userArn },
      authorizer: { claims: null, scopes: null },
    });
  });

  test('answers 403 to an unsigned request, and logs why', async () => {
    const { response } = await call({
      verifySignature: () => {
        throw new GatewayError('MISSING_AUTHENTICATION_TOKEN');
      },
    });

    expect([response.statusCode, response.body]).toEqual(FORBIDDEN);
    expect(response.entry?.error).toBe('Missing Authentication Token');
  });

  test.each([
    ['does not sign', undefined, undefined, 403],
    ['may call', signer, undefined, 200],
    ['may not call', signer, 'not you', 403],
  ])('judges a part of the template that %s', async (_case, by, refusal, statusCode) => {
    const { response } = await call({ iam: () => refusal }, { sender: { signer: by } });

    expect(response.statusCode).toBe(statusCode);
  });

  test('asks IAM about the route that is called', async () => {
    const asked: unknown[] = [];

    await call(
      {
        iam: (...question) => {
          asked.push(question);
          return undefined;
        },
      },
      { sender: { signer } },
    );

    expect(asked).toEqual([
      [
        signer,
        'execute-api:Invoke',
        'arn:aws:execute-api:eu-west-1:123456789012:abcde12345/$default/POST/orders',
      ],
    ]);
  });
});
