import type { WebSocketApi } from '../../../../toolbox/template/web-socket-api-model.ts';
import { load, SERVERLESS } from '../load.ts';

const FUNCTION = `
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: app.handler
      CodeUri: src
`;
const FUNCTION_ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:Worker';
const INVOCATIONS = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION_ARN}/invocations`;

function loaded(resources: string, more = ''): ReturnType<typeof load> & { api: WebSocketApi } {
  const result = load(`${SERVERLESS}${more}Resources:${FUNCTION}${resources}`);
  const [api] = result.template.apis;
  return { ...result, api: api as WebSocketApi };
}

/** A SAM API whose only route is $connect, with more of its properties. */
function aSamApi(
  properties = '',
  routes = '$connect: { FunctionArn: !GetAtt Worker.Arn }',
): string {
  return `
  Chat:
    Type: AWS::Serverless::WebSocketApi
    Properties:
      RouteSelectionExpression: $request.body.action
      Routes: { ${routes} }
      ${properties}
`;
}

/** An API of version 2 resources: one route, one integration, a stage. */
function aWrittenApi(parts: Readonly<Record<string, string>> = {}, more = ''): string {
  const { api = '', route = '', integration = '', stage = 'AutoDeploy: true' } = parts;
  return `
  Chat:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: chat
      ProtocolType: WEBSOCKET
      RouteSelectionExpression: $request.body.action
      ${api}
  Join:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Chat
      RouteKey: join
      Target: !Sub integrations/\${Start}
      ${route}
  Start:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Chat
      ${integration === '' ? 'IntegrationType: MOCK' : integration}
  Stage:
    Type: AWS::ApiGatewayV2::Stage
    Properties:
      ApiId: !Ref Chat
      StageName: prod
      ${stage}
${more}`;
}

describe('AWS::Serverless::WebSocketApi', () => {
  test('gives each route a Lambda proxy (SAM translator)', () => {
    const { api, errors, warnings } = loaded(
      aSamApi(
        '',
        '$connect: { FunctionArn: !GetAtt Worker.Arn }, join: { FunctionArn: !GetAtt Worker.Arn, IntegrationTimeout: 500 }',
      ),
    );

    expect(errors).toEqual([]);
    expect(warnings).toEqual([]);
    expect(api).toMatchObject({
      protocolType: 'WEBSOCKET',
      logicalId: 'Chat',
      name: 'Chat',
      stageName: 'default',
      routeSelectionExpression: '$request.body.action',
      apiKeySelectionExpression: '$request.header.x-api-key',
    });
    expect(api.routes).toMatchObject([
      {
        routeKey: '$connect',
        isTwoWay: false,
        authorization: { type: 'NONE' },
        integration: {
          integrationType: 'AWS_PROXY',
          integrationUri: INVOCATIONS,
          timeoutInMillis: 29_000,
        },
      },
      { routeKey: 'join', integration: { timeoutInMillis: 500 } },
    ]);
  });

  test('takes the stage, its variables and Globals.WebSocketApi (SAM translator)', () => {
    const { api, errors } = loaded(
      aSamApi('StageName: live\n      StageVariables: { own: a }'),
      'Globals:\n  WebSocketApi:\n    StageVariables: { shared: b }\n',
    );

    expect(errors).toEqual([]);
    expect(api).toMatchObject({ stageName: 'live', stageVariables: { own: 'a', shared: 'b' } });
  });

  test.each([
    { auth: '{ AuthType: AWS_IAM }', authorization: { type: 'AWS_IAM' } },
    { auth: '{ AuthType: NONE }', authorization: { type: 'NONE' } },
    {
      auth: '{ AuthType: CUSTOM, AuthArn: !GetAtt Worker.Arn, IdentitySource: [route.request.header.Auth] }',
      authorization: {
        type: 'CUSTOM',
        authorizer: {
          name: 'ChatConnectAuthorizer',
          authorizerUri: INVOCATIONS,
          identitySource: ['route.request.header.Auth'],
        },
      },
    },
    {
      auth: '{ AuthType: CUSTOM, AuthArn: !GetAtt Worker.Arn, InvokeRole: arn:aws:iam::123456789012:role/R, Name: Own }',
      authorization: {
        type: 'CUSTOM',
        authorizer: { name: 'Own', authorizerCredentialsArn: 'arn:aws:iam::123456789012:role/R' },
      },
    },
  ])(
    'asks for the authorization $auth on $connect alone (SAM translator)',
    ({ auth, authorization }) => {
      const { api, errors } = loaded(
        aSamApi(
          `Auth: ${auth}`,
          '$connect: { FunctionArn: !GetAtt Worker.Arn }, $default: { FunctionArn: !GetAtt Worker.Arn }',
        ),
      );

      expect(errors).toEqual([]);
      expect(api.routes).toMatchObject([{ authorization }, { authorization: { type: 'NONE' } }]);
    },
  );

  test.each([
    { name: 'no routes', api: aSamApi('', ''), message: /missing-route .*"Chat" has no route/ },
    {
      name: 'a stage that is $default',
      api: aSamApi('StageName: $default'),
      message: /invalid-property the stage of the WebSocket API "Chat" cannot be \$default/,
    },
    {
      name: 'a key with a hyphen',
      api: aSamApi('', 'join-room: { FunctionArn: !GetAtt Worker.Arn }'),
      message: /invalid-property the key of route "join-room".* letters and digits/,
    },
    {
      name: 'a route without a function',
      api: aSamApi('', '$default: {}'),
      message: /missing-property route "\$default" of API "Chat" has no FunctionArn/,
    },
    {
      name: 'Auth without $connect',
      api: aSamApi('Auth: { AuthType: AWS_IAM }', '$default: { FunctionArn: !GetAtt Worker.Arn }'),
      message: /missing-route Auth of API "Chat" needs a route \$connect/,
    },
    {
      name: 'another AuthType',
      api: aSamApi('Auth: { AuthType: JWT }'),
      message:
        /invalid-property AuthType of Auth of API "Chat" has to be one of NONE, AWS_IAM, CUSTOM/,
    },
    {
      name: 'an authorizer without its function',
      api: aSamApi('Auth: { AuthType: CUSTOM }'),
      message: /missing-property Auth of API "Chat" has no AuthArn/,
    },
    {
      name: 'more than AWS_IAM',
      api: aSamApi('Auth: { AuthType: AWS_IAM, Name: X }'),
      message: /invalid-property Auth of API "Chat" has to be AuthType alone/,
    },
    {
      name: 'parameters beside $connect',
      api: aSamApi('', 'join: { FunctionArn: !GetAtt Worker.Arn, RequestParameters: {} }'),
      message: /invalid-property RequestParameters of route "join".* only \$connect/,
    },
    {
      name: 'no selection',
      api: aSamApi().replace(/RouteSelectionExpression: .*/, 'Name: x'),
      message: /missing-property API "Chat" has no RouteSelectionExpression/,
    },
  ])('is refused with $name (SAM translator)', ({ api, message }) => {
    expect(loaded(api).errors).toEqual([expect.stringMatching(message)]);
  });

  test('lets API Gateway invoke the functions of its routes and its authorizer (SAM translator)', () => {
    const { template } = loaded(
      aSamApi('Auth: { AuthType: CUSTOM, AuthArn: !GetAtt Worker.Arn }\n      StageName: live'),
    );
    const apiId = template.apis[0]?.apiId;

    expect(template.permissions).toMatchObject(
      ['live/$connect', 'authorizers/*'].map((source) => ({
        functionName: FUNCTION_ARN,
        principal: 'apigateway.amazonaws.com',
        sourceArn: `arn:aws:execute-api:eu-west-1:123456789012:${apiId}/${source}`,
      })),
    );
  });

  test('is given route responses by resources that name what SAM generates', () => {
    const { api, errors } = loaded(`${aSamApi()}
  Answer:
    Type: AWS::ApiGatewayV2::RouteResponse
    Properties:
      ApiId: !Ref Chat
      RouteId: !Ref ChatConnectRoute
      RouteResponseKey: $default
`);

    expect(errors).toEqual([]);
    expect(api.routes).toMatchObject([{ routeKey: '$connect', isTwoWay: true }]);
  });

  test('does not wait for the functions of its routes, which may know its endpoint (SAM translator: routes are resources of their own)', () => {
    const knowing = FUNCTION.replace(
      'CodeUri: src',
      'CodeUri: src\n      Environment: { Variables: { URL: !GetAtt Chat.ApiEndpoint } }',
    );
    const { errors, template } = load(`${SERVERLESS}Resources:${knowing}${aSamApi()}`);

    expect(errors).toEqual([]);
    expect(template.functions[0]?.environment['URL']).toMatch(/\.execute-api\.eu-west-1\./);
  });

  test('warns of a two-way route whose response is missing', () => {
    const { warnings } = loaded(
      aSamApi(
        '',
        '$default: { FunctionArn: !GetAtt Worker.Arn, RouteResponseSelectionExpression: $default }',
      ),
    );

    expect(warnings).toEqual([expect.stringContaining('missing-route-response')]);
  });
});

const STATES = `IntegrationType: AWS
      IntegrationMethod: POST
      IntegrationUri: !Sub arn:\${AWS::Partition}:apigateway:\${AWS::Region}:states:action/StartExecution
      CredentialsArn: arn:aws:iam::123456789012:role/R
      TemplateSelectionExpression: \\$default
      RequestTemplates: { $default: '{"input":"$input.body"}' }
      RequestParameters: { integration.request.header.X: route.request.body.x }`;

describe('AWS::ApiGatewayV2::Api with the protocol WEBSOCKET', () => {
  test('is put together from its parts (CloudFormation)', () => {
    const { api, errors, warnings } = loaded(
      aWrittenApi(
        {
          integration: STATES,
          stage: 'AutoDeploy: true\n      StageVariables: { a: b }',
          route: "RouteResponseSelectionExpression: '$default'",
        },
        `
  Answer:
    Type: AWS::ApiGatewayV2::RouteResponse
    Properties: { ApiId: !Ref Chat, RouteId: !Ref Join, RouteResponseKey: $default }
  Started:
    Type: AWS::ApiGatewayV2::IntegrationResponse
    Properties:
      ApiId: !Ref Chat
      IntegrationId: !Ref Start
      IntegrationResponseKey: /2\\d\\d/
      TemplateSelectionExpression: \${integration.response.statuscode}
      ResponseTemplates: { '200': '$input.body' }
`,
      ),
    );

    expect(errors).toEqual([]);
    expect(warnings).toEqual([]);
    expect(api).toMatchObject({ name: 'chat', stageName: 'prod', stageVariables: { a: 'b' } });
    expect(api.routes).toMatchObject([
      {
        routeKey: 'join',
        isTwoWay: true,
        integration: {
          integrationType: 'AWS',
          integrationUri: 'arn:aws:apigateway:eu-west-1:states:action/StartExecution',
          credentialsArn: 'arn:aws:iam::123456789012:role/R',
          templateSelectionExpression: '\\$default',
          requestTemplates: { $default: { text: '{"input":"$input.body"}' } },
          requestParameters: { 'integration.request.header.X': 'route.request.body.x' },
          passthroughBehavior: 'WHEN_NO_MATCH',
          integrationResponses: [
            {
              integrationResponseKey: '/2\\d\\d/',
              templateSelectionExpression: '${integration.response.statuscode}',
              responseTemplates: { '200': { text: '$input.body' } },
            },
          ],
        },
      },
    ]);
  });

  test('reads models as mappings and as text, and which route uses them (CloudFormation)', () => {
    const { api, errors } = loaded(
      aWrittenApi(
        {
          route:
            'ModelSelectionExpression: $request.body.kind\n      RequestModels: { a: One, b: Two }',
        },
        `
  First:
    Type: AWS::ApiGatewayV2::Model
    Properties: { ApiId: !Ref Chat, Name: One, Schema: { type: object } }
  Second:
    Type: AWS::ApiGatewayV2::Model
    Properties: { ApiId: !Ref Chat, Name: Two, Schema: '{"type":"string"}' }
`,
      ),
    );

    expect(errors).toEqual([]);
    expect(api.models).toEqual({ One: { type: 'object' }, Two: { type: 'string' } });
    expect(api.routes).toMatchObject([
      { modelSelectionExpression: '$request.body.kind', requestModels: { a: 'One', b: 'Two' } },
    ]);
  });

  const AUTHORIZER = `
  Check:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref Chat
      Name: check
      AuthorizerType: REQUEST
      AuthorizerUri: ${INVOCATIONS}
      IdentitySource: [route.request.header.Auth]
`;
  const authorized = (authorizer: string) =>
    aWrittenApi(
      { route: 'AuthorizationType: CUSTOM\n      AuthorizerId: !Ref Check' },
      authorizer,
    ).replace('RouteKey: join', 'RouteKey: $connect');

  test('reads the authorizer of $connect (CloudFormation)', () => {
    const { api, errors } = loaded(authorized(AUTHORIZER));

    expect(errors).toEqual([]);
    expect(api.routes).toMatchObject([
      {
        authorization: {
          type: 'CUSTOM',
          authorizer: { name: 'check', identitySource: ['route.request.header.Auth'] },
        },
      },
    ]);
  });

  test.each([
    {
      name: 'a TTL of its authorizer (issue anomalyco/sst#906)',
      api: authorized(`${AUTHORIZER}      AuthorizerResultTtlInSeconds: 0\n`),
      message: /invalid-property AuthorizerResultTtlInSeconds of authorizer "Check"/,
    },
    {
      name: 'a JWT authorizer (DG "Controlling access to a WebSocket API")',
      api: aWrittenApi({ route: 'AuthorizationType: JWT' }),
      message:
        /invalid-property AuthorizationType of route "Join" has to be one of NONE, AWS_IAM, CUSTOM/,
    },
    {
      name: 'authorization beside $connect (DG, the same)',
      api: aWrittenApi({ route: 'AuthorizationType: AWS_IAM' }),
      message: /invalid-property AuthorizationType of route "Join".* on \$connect only/,
    },
    {
      name: 'an identity source of another form',
      api: authorized(AUTHORIZER.replace('route.request.header.Auth', '$request.header.Auth')),
      message: /invalid-property "\$request.header.Auth" is no identity source/,
    },
    {
      name: 'an authorizer that is none',
      api: aWrittenApi({ route: 'AuthorizationType: CUSTOM\n      AuthorizerId: x' }).replace(
        'RouteKey: join',
        'RouteKey: $connect',
      ),
      message: /invalid-property AuthorizerId of route "Join"/,
    },
    {
      name: 'a timeout beyond 29 s (DG "Quotas and important notes")',
      api: aWrittenApi({ integration: 'IntegrationType: MOCK\n      TimeoutInMillis: 30000' }),
      message:
        /invalid-property TimeoutInMillis of integration "Start" has to be a number of 50 or more and at most 29000/,
    },
    {
      name: 'a mapping of another form (DG "Setting up data mapping for WebSocket APIs")',
      api: aWrittenApi({
        integration:
          'IntegrationType: MOCK\n      RequestParameters: { integration.request.header.X: method.request.header.X }',
      }),
      message: /invalid-mapping method.request.header.X is no source/,
    },
    {
      name: 'a response key that is no expression (DG "WebSocket selection expressions")',
      api: aWrittenApi(
        {},
        '  Answer:\n    Type: AWS::ApiGatewayV2::IntegrationResponse\n    Properties: { ApiId: !Ref Chat, IntegrationId: !Ref Start, IntegrationResponseKey: "200" }\n',
      ),
      message: /invalid-property IntegrationResponseKey of integration response "Answer"/,
    },
    {
      name: 'the same route twice',
      api: aWrittenApi(
        {},
        '  Again:\n    Type: AWS::ApiGatewayV2::Route\n    Properties: { ApiId: !Ref Chat, RouteKey: join }\n',
      ),
      message: /duplicate-route API "Chat" has the route "join" twice/,
    },
    {
      name: 'a schema that is none',
      api: aWrittenApi(
        {},
        '  One:\n    Type: AWS::ApiGatewayV2::Model\n    Properties: { ApiId: !Ref Chat, Name: One, Schema: "{" }\n',
      ),
      message: /invalid-property Schema of model "One" has to be a JSON Schema/,
    },
  ])('is refused with $name', ({ api, message }) => {
    expect(loaded(api).errors).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    {
      name: 'no stage',
      api: aWrittenApi().replace(/ {2}Stage:[\s\S]*/, ''),
      message: /missing-stage API "Chat" has no stage/,
    },
    {
      name: 'throttling',
      api: aWrittenApi({
        stage: 'AutoDeploy: true\n      DefaultRouteSettings: { ThrottlingRateLimit: 5 }',
      }),
      message: /unsupported-property ThrottlingRateLimit of API "Chat"/,
    },
    {
      name: 'a function that nobody may invoke',
      api: aWrittenApi({
        integration: `IntegrationType: AWS_PROXY\n      IntegrationUri: ${INVOCATIONS}`,
      }),
      message: /missing-permission .*"Worker": join answers here/,
    },
  ])('is served with a warning about $name', ({ api, message }) => {
    const { errors, warnings } = loaded(api);

    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(message)]);
  });
});
