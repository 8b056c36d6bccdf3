import { aFunction, anApi, anEvent, loadHttpApi } from './an-http-api.ts';

const JWT =
  "J: {JwtConfiguration: {issuer: 'https://i', Audience: [a, b]}, IdentitySource: $request.header.Authorization, AuthorizationScopes: [own]}";
const LAMBDA =
  'L: {FunctionArn: !GetAtt Fn.Arn, AuthorizerPayloadFormatVersion: 2.0, EnableSimpleResponses: true, Identity: {Headers: [X-A], QueryStrings: [q], StageVariables: [s], Context: [routeKey], ReauthorizeEvery: 5}}';

/** The first route of an API with these members of `Auth`, and of its event. */
function routeOf(apiAuth: string, eventAuth: string, method = 'get') {
  const loaded = loadHttpApi(
    anApi(`Auth: {${apiAuth}}`) +
      aFunction(
        anEvent(`Path: /a, Method: ${method}${eventAuth === '' ? '' : `, Auth: {${eventAuth}}`}`),
      ),
  );
  return { ...loaded, authorization: loaded.route?.authorization };
}

const JWT_AUTHORIZER = {
  type: 'JWT',
  name: 'J',
  identitySource: [{ source: 'header', name: 'Authorization' }],
  issuer: 'https://i',
  audience: ['a', 'b'],
};

// SAM translator 1.170.0; SAM "HttpApiAuth"
describe('readSamAuth', () => {
  test.each<[string, string, object]>([
    [`Authorizers: {${JWT}}`, '', { type: 'NONE' }],
    [
      `DefaultAuthorizer: J, Authorizers: {${JWT}}`,
      '',
      { type: 'JWT', authorizer: JWT_AUTHORIZER, scopes: ['own'] },
    ],
    [
      `DefaultAuthorizer: J, Authorizers: {${JWT}}`,
      'AuthorizationScopes: [event]',
      { type: 'JWT', scopes: ['event'] },
    ],
    [`DefaultAuthorizer: J, Authorizers: {${JWT}}`, 'Authorizer: NONE', { type: 'NONE' }],
    [`Authorizers: {${JWT}}`, 'Authorizer: J', { type: 'JWT', scopes: ['own'] }],
    ['EnableIamAuthorizer: true', 'Authorizer: AWS_IAM', { type: 'AWS_IAM' }],
    ['EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM', '', { type: 'AWS_IAM' }],
    [
      `DefaultAuthorizer: L, Authorizers: {${LAMBDA}}`,
      '',
      {
        type: 'CUSTOM',
        authorizer: {
          type: 'REQUEST',
          name: 'L',
          payloadFormatVersion: '2.0',
          enableSimpleResponses: true,
          resultTtlSeconds: 5,
          authorizerUri:
            'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:Fn/invocations',
          identitySource: [
            { source: 'header', name: 'X-A' },
            { source: 'querystring', name: 'q' },
            { source: 'stageVariables', name: 's' },
            { source: 'context', name: 'routeKey' },
          ],
        },
      },
    ],
  ])('with {%s} and {%s} gives %j', (apiAuth, eventAuth, expected) => {
    const { errors, authorization } = routeOf(apiAuth, eventAuth);

    expect(errors).toEqual([]);
    expect(authorization).toMatchObject(expected);
  });

  test('leaves OPTIONS without the default', () => {
    const { authorization } = routeOf(`DefaultAuthorizer: J, Authorizers: {${JWT}}`, '', 'options');

    expect(authorization).toEqual({ type: 'NONE' });
  });

  test.each([
    ['DefaultAuthorizer: X', '', /unknown-authorizer "X" is none of the Authorizers/],
    ['DefaultAuthorizer: AWS_IAM', '', /unknown-authorizer .*EnableIamAuthorizer/],
    [`Authorizers: {${JWT}}`, 'Authorizer: X', /unknown-authorizer "X"/],
    [`Authorizers: {${JWT}}`, 'Authorizer: NONE', /unknown-authorizer .*needs a DefaultAuthorizer/],
    [`Authorizers: {${JWT}}`, 'Authorizer: AWS_IAM', /unknown-authorizer .*EnableIamAuthorizer/],
    [`Authorizers: {${JWT}}`, 'AuthorizationScopes: [a]', /missing-property Auth of/],
    ['Authorizer: J', '', /unknown-property "Authorizer" is no property/],
    ['Authorizers: {J: {JwtConfiguration: {issuer: i}}}', '', /has no IdentitySource/],
    ['Authorizers: {L: {FunctionArn: a}}', '', /has no AuthorizerPayloadFormatVersion/],
    [
      'Authorizers: {L: {FunctionArn: a, AuthorizerPayloadFormatVersion: 3.0}}',
      '',
      /AuthorizerPayloadFormatVersion .* one of 1\.0, 2\.0/,
    ],
    ['Authorizers: {L: {AuthorizerPayloadFormatVersion: 2.0}}', '', /has no FunctionArn/],
    [
      "Authorizers: {J: {JwtConfiguration: {issuer: i}, IdentitySource: 'method.request.header.A'}}",
      '',
      /invalid-identity-source/,
    ],
  ])('refuses {%s} with {%s}', (apiAuth, eventAuth, message) => {
    expect(routeOf(apiAuth, eventAuth).errors).toContainEqual(expect.stringMatching(message));
  });
});
