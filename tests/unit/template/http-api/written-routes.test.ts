import { httpApisOf } from '../../../../toolbox/template/apis.ts';
import { load } from '../load.ts';

const FUNCTION =
  '  Fn: {Type: AWS::Lambda::Function, Properties: {Code: src, Handler: a.b, Runtime: nodejs24.x, Role: arn:aws:iam::123456789012:role/r}}';
const API = '  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: x, ProtocolType: HTTP}}';
const STAGE =
  '  Stage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Api, StageName: dev, AutoDeploy: true, StageVariables: {a: b}}}';
const INTEGRATION =
  "  One: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Fn.Arn, PayloadFormatVersion: '2.0', TimeoutInMillis: 500}}";
const JWT =
  "  Jwt: {Type: AWS::ApiGatewayV2::Authorizer, Properties: {ApiId: !Ref Api, Name: j, AuthorizerType: JWT, IdentitySource: [$request.header.Authorization], JwtConfiguration: {Issuer: 'https://i', Audience: [a]}}}";
const CHECK =
  "  Check: {Type: AWS::ApiGatewayV2::Authorizer, Properties: {ApiId: !Ref Api, Name: c, AuthorizerType: REQUEST, AuthorizerUri: arn:u, AuthorizerPayloadFormatVersion: '1.0', AuthorizerResultTtlInSeconds: 9, IdentitySource: [$request.header.a]}}";

const aRoute = (properties: string): string =>
  `  Route: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, ${properties}}}`;

const TARGET = "Target: !Sub 'integrations/${One}'";

function loadResources(...resources: readonly string[]) {
  const loaded = load(`Resources:\n${[FUNCTION, ...resources].join('\n')}\n`);
  const [api] = httpApisOf(loaded.template);
  return { ...loaded, api, route: api?.routes[0] };
}

describe('readWrittenRoutes', () => {
  test('finds route, integration and stage of an API by reference', () => {
    const { api, errors } = loadResources(
      API,
      STAGE,
      INTEGRATION,
      aRoute(`RouteKey: 'GET /a/{id}', ${TARGET}`),
    );

    expect(errors).toEqual([]);
    expect(api).toMatchObject({
      logicalId: 'Api',
      name: 'x',
      stageName: 'dev',
      stageVariables: { a: 'b' },
      routes: [
        {
          routeKey: 'GET /a/{id}',
          authorization: { type: 'NONE' },
          integration: {
            kind: 'LAMBDA',
            uri: 'arn:aws:lambda:eu-west-1:123456789012:function:Fn',
            payloadFormatVersion: '2.0',
            timeoutInMillis: 500,
          },
        },
      ],
    });
  });

  test.each([
    ["!Join ['/', [integrations, !Ref One]]"],
    ["!Sub 'integrations/${One}'"],
    ["!Sub ['integrations/${Id}', {Id: !Ref One}]"],
  ])('takes the target %s', (target) => {
    const { route, errors } = loadResources(
      API,
      STAGE,
      INTEGRATION,
      aRoute(`RouteKey: $default, Target: ${target}`),
    );

    expect([errors, route?.integration?.kind]).toEqual([[], 'LAMBDA']);
  });

  test('reads mappings of responses in the form of CloudFormation', () => {
    const { route, errors } = loadResources(
      API,
      STAGE,
      "  One: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Api, IntegrationType: HTTP_PROXY, IntegrationMethod: ANY, IntegrationUri: 'https://b', PayloadFormatVersion: '1.0', ResponseParameters: {'404': {ResponseParameters: [{Destination: 'overwrite:statuscode', Source: '200'}]}}}}",
      aRoute(`RouteKey: $default, ${TARGET}`),
    );

    expect(errors).toEqual([]);
    expect(route?.integration?.responseParameters).toEqual({
      404: [{ action: 'overwrite', place: 'statuscode', name: '', value: ['200'] }],
    });
  });

  test.each([
    ['AuthorizationType: AWS_IAM', { type: 'AWS_IAM' }],
    [
      'AuthorizationType: JWT, AuthorizerId: !Ref Jwt, AuthorizationScopes: [s]',
      { type: 'JWT', scopes: ['s'], authorizer: { name: 'j', issuer: 'https://i' } },
    ],
    [
      'AuthorizationType: CUSTOM, AuthorizerId: !Ref Check',
      {
        type: 'CUSTOM',
        authorizer: { name: 'c', resultTtlSeconds: 9, payloadFormatVersion: '1.0' },
      },
    ],
  ])('reads %s', (authorization, expected) => {
    const { route, errors } = loadResources(
      API,
      STAGE,
      INTEGRATION,
      JWT,
      CHECK,
      aRoute(`RouteKey: GET /a, ${TARGET}, ${authorization}`),
    );

    expect(errors).toEqual([]);
    expect(route?.authorization).toMatchObject(expected);
  });

  test.each([
    ['RouteKey: GET a', /"GET a" is no route of an HTTP API/],
    [
      'RouteKey: GET /a, Target: integrations/none',
      /Target of route "Route" has to be integrations\//,
    ],
    ['RouteKey: GET /a, Target: !Ref One', /Target of route "Route"/],
    [`RouteKey: GET /a, ${TARGET}, AuthorizationType: JWT`, /has no AuthorizerId/],
    [
      `RouteKey: GET /a, ${TARGET}, AuthorizationType: CUSTOM, AuthorizerId: !Ref Jwt`,
      /of the type REQUEST/,
    ],
    [`RouteKey: GET /a, ${TARGET}, AuthorizationType: COGNITO`, /AuthorizationType .* one of/],
  ])('refuses {%s}', (properties, message) => {
    const { errors } = loadResources(API, STAGE, INTEGRATION, JWT, aRoute(properties));

    expect(errors).toContainEqual(expect.stringMatching(message));
  });

  test('leaves out the parts of another API, and those that are not created', () => {
    const { template, errors } = load(`Conditions: {Never: !Equals [a, b]}
Resources:
${FUNCTION}
${API}
${STAGE}
${INTEGRATION}
${aRoute(`RouteKey: GET /a, ${TARGET}`)}
  Other: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: y, ProtocolType: HTTP}}
  OtherStage: {Type: AWS::ApiGatewayV2::Stage, Properties: {ApiId: !Ref Other, StageName: $default, AutoDeploy: true}}
  NoRoute: {Type: AWS::ApiGatewayV2::Route, Condition: Never, Properties: {ApiId: !Ref Other, RouteKey: GET /b}}
`);

    expect(errors).toEqual([]);
    expect(httpApisOf(template).map(({ routes }) => routes.length)).toEqual([1, 0]);
  });

  test('names a route of an API that is not in the template', () => {
    const { warnings } = loadResources(
      '  Foreign: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: a1b2c3d4e5, RouteKey: GET /a}}',
    );

    expect(warnings).toEqual([
      'template.yaml:3:65 unsupported-resource "Foreign" (AWS::ApiGatewayV2::Route): its API is not in this template, so the route is not served',
    ]);
  });

  test('warns of an API that nobody can call on AWS', () => {
    const without = loadResources(API, INTEGRATION, aRoute(`RouteKey: GET /a, ${TARGET}`));
    const undeployed = loadResources(
      API,
      STAGE.replace('AutoDeploy: true, ', ''),
      INTEGRATION,
      aRoute(`RouteKey: GET /a, ${TARGET}`),
    );

    expect(without.warnings).toContainEqual(
      expect.stringMatching(/missing-stage API "Api" has no/),
    );
    expect(undeployed.warnings).toContainEqual(
      expect.stringMatching(/missing-deployment stage "Stage" has neither AutoDeploy/),
    );
  });

  test('warns of a function that API Gateway may not invoke', () => {
    const { warnings } = loadResources(
      API,
      STAGE,
      INTEGRATION,
      aRoute(`RouteKey: GET /a, ${TARGET}`),
    );

    expect(warnings).toEqual([
      expect.stringMatching(/missing-permission .*invoke "Fn": GET \/a answers here, and 500/),
    ]);
  });

  test('imports a Body', () => {
    const { route, errors } = loadResources(
      "  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Body: {openapi: 3.0.1, info: {title: t}, paths: {/a: {get: {x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: 'https://b', payloadFormatVersion: '1.0'}}}}}}}",
      STAGE,
    );

    expect([errors, route?.routeKey]).toEqual([[], 'GET /a']);
  });
});

// DG "Working with HTTP APIs": quick create
describe('quickCreatedRoute', () => {
  test.each([
    ['Target: !GetAtt Fn.Arn', '$default', { kind: 'LAMBDA', payloadFormatVersion: '2.0' }],
    ['Target: https://b, RouteKey: GET /q', 'GET /q', { kind: 'HTTP_PROXY', httpMethod: 'ANY' }],
    ['Target: !GetAtt Fn.Arn, CredentialsArn: arn:r', '$default', { credentials: 'arn:r' }],
  ])('of {%s} makes %s', (properties, routeKey, integration) => {
    const { api, errors } = loadResources(
      `  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: x, ProtocolType: HTTP, ${properties}}}`,
    );

    expect(errors).toEqual([]);
    expect(api).toMatchObject({ stageName: '$default', routes: [{ routeKey, integration }] });
  });
});
