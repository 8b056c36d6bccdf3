import { load } from './load.ts';

const ARN = 'arn:aws:events:eu-west-1:123456789012:connection/shop/';

describe('httpConnection', () => {
  test('reads user name, password and added parameters', () => {
    const { template, errors } = load(`Parameters: {Secret: {Type: String, Default: s3}}
Resources:
  Shop:
    Type: AWS::Events::Connection
    Properties:
      Name: shop
      AuthorizationType: BASIC
      AuthParameters:
        BasicAuthParameters: {Username: me, Password: !Ref Secret}
        InvocationHttpParameters:
          HeaderParameters: [{Key: X-Shop, Value: main}]
`);

    expect(errors).toEqual([]);
    expect(template.connections).toEqual([
      {
        connectionArn: expect.stringMatching(`^${ARN}`),
        authorization: { type: 'BASIC', username: 'me', password: 's3' },
        headerParameters: { 'X-Shop': 'main' },
        queryStringParameters: {},
        bodyParameters: {},
      },
    ]);
  });

  test.each([
    {
      type: 'API_KEY',
      parameters: 'ApiKeyAuthParameters: {ApiKeyName: X-Key, ApiKeyValue: secret}',
      authorization: { type: 'API_KEY', name: 'X-Key', value: 'secret' },
    },
    {
      type: 'OAUTH_CLIENT_CREDENTIALS',
      parameters: `OAuthParameters:
          AuthorizationEndpoint: https://login.example/token
          HttpMethod: POST
          ClientParameters: {ClientID: me, ClientSecret: secret}
          OAuthHttpParameters: {BodyParameters: [{Key: scope, Value: all}]}`,
      authorization: {
        type: 'OAUTH_CLIENT_CREDENTIALS',
        authorizationEndpoint: 'https://login.example/token',
        httpMethod: 'POST',
        clientId: 'me',
        clientSecret: 'secret',
        headerParameters: {},
        queryStringParameters: {},
        bodyParameters: { scope: 'all' },
      },
    },
  ])('reads the authorization $type', ({ type, parameters, authorization }) => {
    const { template, errors } = load(`Resources:
  Shop:
    Type: AWS::Events::Connection
    Properties:
      AuthorizationType: ${type}
      AuthParameters:
        ${parameters}
`);

    expect(errors).toEqual([]);
    expect(template.connections[0]?.authorization).toEqual(authorization);
  });

  test('reports what the type of authorization needs', () => {
    const { errors } = load(`Resources:
  Shop:
    Type: AWS::Events::Connection
    Properties:
      AuthorizationType: BASIC
      AuthParameters:
        BasicAuthParameters: {Username: me}
`);

    expect(errors.join()).toContain('connection "Shop" has no Password');
  });
});

describe('activities', () => {
  test('are read by their names', () => {
    const { template } = load(`Resources:
  Approve: {Type: AWS::StepFunctions::Activity, Properties: {Name: approve-order}}
  Ship: {Type: AWS::StepFunctions::Activity}
`);

    expect(template.activities).toEqual(['approve-order', 'Ship']);
  });
});
