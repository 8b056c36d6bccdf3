import { httpApisOf } from '../../../../toolbox/template/apis.ts';
import { aFunction, anApi, anEvent, loadHttpApi } from './an-http-api.ts';

const FUNCTION_ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:Fn';
const URI = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION_ARN}/invocations`;

const GET_A = 'Path: /a, Method: get';

// SAM translator 1.170.0, event source HttpApi; SAM "HttpApi"
describe('eventRoutes', () => {
  test('makes the implicit API of events that name none', () => {
    const { template, errors, warnings } = loadHttpApi(
      aFunction(anEvent('Path: /a, Method: POST', '')),
      'Globals: {HttpApi: {StageVariables: {color: blue}, CorsConfiguration: true}}\n',
    );

    expect([errors, warnings]).toEqual([[], []]);
    expect(httpApisOf(template)).toEqual([
      expect.objectContaining({
        logicalId: 'ServerlessHttpApi',
        stageName: '$default',
        stageVariables: { color: 'blue' },
        cors: expect.objectContaining({ allowOrigins: ['*'] }),
        routes: [
          {
            routeKey: 'POST /a',
            position: { file: 'template.yaml', line: 10, column: 9 },
            authorization: { type: 'NONE' },
            integration: {
              kind: 'LAMBDA',
              position: { file: 'template.yaml', line: 10, column: 9 },
              uri: URI,
              payloadFormatVersion: '2.0',
              timeoutInMillis: 30_000,
              requestParameters: [],
              responseParameters: {},
            },
          },
        ],
      }),
    ]);
  });

  test.each([
    ['{Type: HttpApi}', '$default'],
    ['{Type: HttpApi, Properties: {}}', '$default'],
    [anEvent('Path: $default, Method: any', ''), '$default'],
    [anEvent("Path: '/a/{id}/', Method: any", ''), 'ANY /a/{id}'],
    [anEvent('Path: /, Method: get', ''), 'GET /'],
    [anEvent("Path: '/b/{proxy+}', Method: x-amazon-apigateway-any-method", ''), 'ANY /b/{proxy+}'],
  ])('makes of %s the route %s', (event, routeKey) => {
    const { route, errors } = loadHttpApi(aFunction(event));

    expect([errors, route?.routeKey]).toEqual([[], routeKey]);
  });

  test('takes time-out, format, alias and settings of an event', () => {
    const { api, errors } = loadHttpApi(
      `${aFunction(
        anEvent(
          `${GET_A}, TimeoutInMillis: 100, PayloadFormatVersion: '1.0', RouteSettings: {ThrottlingBurstLimit: 3}`,
          '',
        ),
      )}      AutoPublishAlias: live\n`,
    );

    expect(errors).toEqual([]);
    expect(api?.routes[0]?.integration).toMatchObject({
      uri: URI.replace('/invocations', ':live/invocations'),
      timeoutInMillis: 100,
      payloadFormatVersion: '1.0',
    });
    expect(api?.routeSettings).toEqual({ 'GET /a': { throttlingBurstLimit: 3 } });
  });

  // SAM translator 1.170.0
  test('adds the settings of an event to those of the API for its route', () => {
    const { api } = loadHttpApi(
      anApi('RouteSettings: {GET /a: {ThrottlingRateLimit: 5, ThrottlingBurstLimit: 5}}') +
        aFunction(anEvent(`${GET_A}, RouteSettings: {ThrottlingBurstLimit: 3}`)),
    );

    expect(api?.routeSettings).toEqual({
      'GET /a': { throttlingRateLimit: 5, throttlingBurstLimit: 3 },
    });
  });

  test('adds routes to a document in the template that lacks them', () => {
    const { api, errors } = loadHttpApi(
      anApi(
        'DefinitionBody:',
        '  openapi: 3.0.1',
        '  info: {title: t}',
        "  paths: {/a: {get: {x-amazon-apigateway-integration: {type: http_proxy, uri: 'https://b', httpMethod: GET, payloadFormatVersion: '1.0'}}}}",
      ) + aFunction(anEvent(GET_A), anEvent('Path: /b, Method: get')),
    );

    expect(errors).toEqual([]);
    expect(api?.routes.map(({ routeKey, integration }) => [routeKey, integration?.kind])).toEqual([
      ['GET /a', 'HTTP_PROXY'],
      ['GET /b', 'LAMBDA'],
    ]);
  });

  test.each([
    [[anEvent(GET_A), anEvent(GET_A)], /:14:9 duplicate-route .*GET \/a of API "Api"/],
    [[anEvent('Path: /a')], /missing-property .*has no Method/],
    [[anEvent('Method: get')], /missing-property .*has no Path/],
    [[anEvent('Path: a, Method: get')], /invalid-route "GET a" is no route of an HTTP API/],
    [[anEvent("Path: '/{a+}/b', Method: get")], /invalid-route/],
    [[anEvent("Path: '/x{a}', Method: get")], /invalid-route/],
    [[anEvent('Path: /a, Method: fetch')], /invalid-route "FETCH \/a"/],
    [[anEvent(`${GET_A}, Cors: true`)], /unknown-property "Cors" is no property/],
    [
      [anEvent(`${GET_A}, PayloadFormatVersion: '3.0'`)],
      /invalid-property PayloadFormatVersion .* one of 1\.0, 2\.0/,
    ],
    [[anEvent(`${GET_A}, TimeoutInMillis: 30001`)], /invalid-property TimeoutInMillis/],
    [[anEvent(GET_A, 'ApiId: !Ref Fn')], /ApiId .* has to be !Ref of an HTTP API/],
  ])('refuses %j', (events, message) => {
    const { errors } = loadHttpApi(anApi('StageName: dev') + aFunction(...events));

    expect(errors).toContainEqual(expect.stringMatching(message));
  });

  test('refuses the event of a state machine, as SAM does', () => {
    const { errors, warnings } = loadHttpApi(`  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: {StartAt: A, States: {A: {Type: Succeed}}}
      Role: arn:aws:iam::123456789012:role/r
      Events:
        Go: {Type: HttpApi, Properties: {Path: /go, Method: post}}
`);

    expect(errors).toEqual([
      expect.stringMatching(
        /^template\.yaml:9:9 invalid-event .*"Go".*SAM takes for functions only/,
      ),
    ]);
    expect(warnings).toEqual([]);
  });

  test('makes permissions as SAM does', () => {
    const { template } = loadHttpApi(
      aFunction(
        '{Type: HttpApi}',
        anEvent("Path: '/a/{id}', Method: get", ''),
        anEvent("Path: '/b/{proxy+}', Method: any", ''),
      ),
    );

    const { apiId } = httpApisOf(template)[0] ?? {};
    expect(template.permissions.map(({ sourceArn }) => sourceArn?.split(`${apiId}/`)[1])).toEqual([
      '*/*',
      '*/GET/a/*',
      '*/*/b/*',
    ]);
  });

  test('knows the stage that SAM generates', () => {
    const { errors, template } = loadHttpApi(
      `${aFunction('{Type: HttpApi}')}      Environment: {Variables: {STAGE: !Ref ServerlessHttpApiApiGatewayDefaultStage}}\n`,
    );

    expect(errors).toEqual([]);
    expect(template.functions[0]?.environment).toEqual({ STAGE: '$default' });
  });

  test('names an API that nothing leads to', () => {
    expect(loadHttpApi(anApi()).warnings).toEqual([
      expect.stringMatching(/^template\.yaml:3:3 missing-route API "Api" has no route/),
    ]);
  });
});
