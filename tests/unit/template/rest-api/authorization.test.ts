import { loadOperation, withIntegration } from './an-api.ts';

const EXTENSION = 'DG "x-amazon-apigateway-authorizer"';
const AUTH_TYPE = 'DG "x-amazon-apigateway-authtype"';
const URI =
  'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:check/invocations';
const POOL = 'arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_A';
const ROLE = 'arn:aws:iam::123456789012:role/invoke';

/** The method whose `security` names these schemes, each a mapping in flow style. */
function methodWith(security: string, schemes: Readonly<Record<string, string>>, root = '') {
  const lines = Object.entries(schemes).map(([name, scheme]) => `    ${name}: ${scheme}\n`);
  return loadOperation(
    withIntegration('type: mock', security && `security: ${security}`),
    `components:\n  securitySchemes:\n${lines.join('')}${root}`,
  );
}

const KEY = '{type: apiKey, name: x-api-key, in: header}';
const IAM =
  '{type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4}';

const custom = (authorizer: string, name = 'Authorization') =>
  `{type: apiKey, name: ${name}, in: header, x-amazon-apigateway-authtype: custom, x-amazon-apigateway-authorizer: {${authorizer}}}`;

describe('authorizationReader', () => {
  test.each([
    [AUTH_TYPE, '', 'NONE', false],
    [AUTH_TYPE, '[{key: []}]', 'NONE', true],
    [AUTH_TYPE, '[{iam: []}]', 'AWS_IAM', false],
    [AUTH_TYPE, '[{iam: []}, {key: []}]', 'AWS_IAM', true],
    [AUTH_TYPE, '[{iam: [], key: []}]', 'AWS_IAM', true],
    [AUTH_TYPE, '[{lambda: []}]', 'CUSTOM', false],
    [AUTH_TYPE, '[{pool: []}]', 'COGNITO_USER_POOLS', false],
    [AUTH_TYPE, '[{key: []}, {pool: [a]}]', 'COGNITO_USER_POOLS', true],
  ])('%s: %s is %s', (_source, security, authorizationType, apiKeyRequired) => {
    const { method, warnings } = methodWith(security, {
      key: KEY,
      iam: IAM,
      lambda: custom(`type: token, authorizerUri: '${URI}', authorizerCredentials: '${ROLE}'`),
      pool: custom(`type: cognito_user_pools, providerARNs: ['${POOL}']`),
    });

    expect(warnings).toEqual([]);
    expect(method).toMatchObject({ authorizationType, apiKeyRequired });
  });

  test.each(['aws_iam', 'NONE'])('x-amazon-apigateway-auth {type: %s} wins', (type) => {
    const operation = `security: [{lambda: []}]\nx-amazon-apigateway-auth: {type: ${type}}`;
    const { method } = loadOperation(
      withIntegration('type: mock', operation),
      `components: {securitySchemes: {lambda: ${custom(`type: token, authorizerUri: '${URI}'`)}}}`,
    );

    expect(method?.authorizationType).toBe(type.toUpperCase());
  });

  test('ignores security of the root, as API Gateway does', () => {
    const { method } = methodWith('', { iam: IAM }, 'security: [{iam: []}]\n');

    expect(method?.authorizationType).toBe('NONE');
  });

  test('reads securityDefinitions of Swagger 2.0', () => {
    const { method } = loadOperation(
      withIntegration('type: mock', 'security: [{lambda: []}]'),
      `securityDefinitions: {lambda: ${custom(`type: token, authorizerUri: '${URI}'`)}}`,
      "swagger: '2.0'",
    );

    expect(method?.authorizer?.name).toBe('lambda');
  });

  test.each<[source: string, authorizer: string, expected: object]>([
    [
      EXTENSION,
      `type: token, authorizerUri: '${URI}'`,
      {
        type: 'TOKEN',
        authorizerUri: URI,
        identitySource: ['method.request.header.X-Token'],
        authorizerResultTtlInSeconds: 300,
      },
    ],
    [
      EXTENSION,
      `type: TOKEN, authorizerUri: '${URI}', identitySource: method.request.header.Auth, identityValidationExpression: 'a+', authorizerCredentials: '${ROLE}', authorizerResultTtlInSeconds: 0`,
      {
        type: 'TOKEN',
        identitySource: ['method.request.header.Auth'],
        identityValidationExpression: 'a+',
        authorizerCredentials: ROLE,
        authorizerResultTtlInSeconds: 0,
      },
    ],
    [
      EXTENSION,
      `type: request, authorizerUri: '${URI}', identitySource: 'method.request.header.A, method.request.querystring.b,stageVariables.c , context.d', authorizerResultTtlInSeconds: 3600`,
      {
        type: 'REQUEST',
        identitySource: [
          'method.request.header.A',
          'method.request.querystring.b',
          'stageVariables.c',
          'context.d',
        ],
        authorizerResultTtlInSeconds: 3600,
      },
    ],
    [
      EXTENSION,
      `type: request, authorizerUri: '${URI}', authorizerResultTtlInSeconds: 0`,
      { type: 'REQUEST', identitySource: [] },
    ],
    [
      EXTENSION,
      `type: cognito_user_pools, providerARNs: ['${POOL}'], identityValidationExpression: 'app'`,
      {
        type: 'COGNITO_USER_POOLS',
        providerArns: [POOL],
        identitySource: ['method.request.header.X-Token'],
        identityValidationExpression: 'app',
      },
    ],
  ])('%s: reads {%s}', (_source, authorizer, expected) => {
    const { method, errors } = methodWith('[{mine: []}]', { mine: custom(authorizer, 'X-Token') });

    expect(errors).toEqual([]);
    expect(method?.authorizer).toMatchObject({ name: 'mine', ...expected });
  });

  test('scopes of the requirement are those of the method, for user pools alone', () => {
    const pool = custom(`type: cognito_user_pools, providerARNs: ['${POOL}']`);
    const lambda = custom(`type: token, authorizerUri: '${URI}'`);

    const scopesOf = (scheme: string) =>
      methodWith('[{mine: [a/read, b]}]', { mine: scheme }).method?.authorizationScopes;

    expect(scopesOf(pool)).toEqual(['a/read', 'b']);
    expect(scopesOf(lambda)).toBeUndefined();
  });

  test('two methods with the same scheme share the authorizer', () => {
    const { api } = loadOperation(
      withIntegration('type: mock', 'security: [{mine: []}]'),
      `  /b:
    get:
      security: [{mine: []}]
      x-amazon-apigateway-integration: {type: mock}
components: {securitySchemes: {mine: ${custom(`type: token, authorizerUri: '${URI}'`)}}}`,
    );

    expect(api?.methods[0]?.authorizer).toBeDefined();
    expect(api?.methods[1]?.authorizer).toBe(api?.methods[0]?.authorizer);
  });

  test.each<[name: string, schemes: Record<string, string>, rule: RegExp]>([
    [
      'has no authorizer',
      { mine: '{type: apiKey, name: A, in: header, x-amazon-apigateway-authtype: custom}' },
      /unsupported-authorizer security scheme "mine"/,
    ],
    ['is of an unknown type', { mine: custom('type: jwt') }, /unsupported-authorizer/],
    [
      'keeps answers without an identity source',
      { mine: custom(`type: request, authorizerUri: '${URI}', authorizerCredentials: '${ROLE}'`) },
      /missing-property authorizer "mine" keeps answers for 300 s/,
    ],
    [
      'may not invoke its function',
      { mine: custom(`type: token, authorizerUri: '${URI}'`) },
      /missing-permission no AWS::Lambda::Permission lets API Gateway invoke "check"/,
    ],
  ])('warns of a scheme that %s, and takes it for an authorizer', (_name, schemes, rule) => {
    const { method, warnings } = methodWith('[{mine: []}]', schemes);

    expect(warnings).toEqual([expect.stringMatching(rule)]);
    expect(method?.authorizationType).toBe('CUSTOM');
  });

  test.each<[schemes: Record<string, string>, rule: RegExp]>([
    [{ mine: '{type: http, scheme: basic}' }, /ignored-security-scheme .*"mine"/],
    [{ other: KEY }, /unknown-security-scheme "mine"/],
  ])('warns of what API Gateway takes no notice of: %j', (schemes, rule) => {
    const { method, warnings } = methodWith('[{mine: []}]', schemes);

    expect(warnings).toEqual([expect.stringMatching(rule)]);
    expect(method).toMatchObject({ authorizationType: 'NONE', apiKeyRequired: false });
  });

  test.each([
    ['type: cognito_user_pools', 'no providerARNs'],
    ["type: token, authorizerUri: 'a', authorizerResultTtlInSeconds: 3601", 'at most 3600'],
    ['type: token', 'no authorizerUri'],
    ["authorizerUri: 'a'", 'no type'],
  ])('refuses {%s}', (authorizer, message) => {
    const { errors } = methodWith('[{mine: []}]', { mine: custom(authorizer) });

    expect(errors).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    ['', 'HEADER'],
    ['x-amazon-apigateway-api-key-source: HEADER\n', 'HEADER'],
    ['x-amazon-apigateway-api-key-source: AUTHORIZER\n', 'AUTHORIZER'],
  ])('DG "x-amazon-apigateway-api-key-source": %j is %s', (root, source) => {
    const { api, warnings } = methodWith('', { key: KEY }, root);

    expect(warnings).toEqual([]);
    expect(api?.apiKeySource).toBe(source);
  });
});
