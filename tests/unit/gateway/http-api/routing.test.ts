import { aRequest, headerValues } from '../an-api.ts';
import { anApiOf, anHttpApi, aRoute, invoke, respond } from './an-http-api.ts';

const ROUTES = [
  'GET /pets',
  'ANY /pets',
  'GET /pets/{petId}',
  'GET /pets/mine',
  'DELETE /pets/{proxy+}',
  'ANY /shops/{proxy+}',
  'GET /shops/{shop}/open',
  '$default',
];

const routed = (...routeKeys: string[]) =>
  anHttpApi({ routes: routeKeys.map((routeKey) => aRoute({ routeKey })) });

describe('routeRequest', () => {
  // DG "Working with routes for HTTP APIs", and its emulators for methods that a path lacks
  test.each([
    ['GET', '/pets', 'GET /pets', {}],
    ['POST', '/pets', 'ANY /pets', {}],
    ['GET', '/pets/mine', 'GET /pets/mine', {}],
    ['GET', '/pets/7', 'GET /pets/{petId}', { petId: '7' }],
    ['DELETE', '/pets/7', 'DELETE /pets/{proxy+}', { proxy: '7' }],
    ['DELETE', '/pets/mine', 'DELETE /pets/{proxy+}', { proxy: 'mine' }],
    ['GET', '/shops/1/open', 'GET /shops/{shop}/open', { shop: '1' }],
    ['POST', '/shops/1/open', 'ANY /shops/{proxy+}', { proxy: '1/open' }],
    ['PUT', '/shops/a/b/c', 'ANY /shops/{proxy+}', { proxy: 'a/b/c' }],
    ['PUT', '/shops', '$default', undefined],
    ['PATCH', '/', '$default', undefined],
    ['OPTIONS', '/nothing/here', '$default', undefined],
  ])('takes %s %s by %s', async (method, rawPath, routeKey, pathParameters = {}) => {
    const { event } = await invoke(routed(...ROUTES), { method, rawPath });

    expect([event['routeKey'], event['pathParameters'] ?? {}]).toEqual([routeKey, pathParameters]);
  });

  // note: 23 bytes, no space after the colon; DOTNET V2_*
  test.each([
    ['no route', 'GET', '/nothing'],
    ['OPTIONS without CORS', 'OPTIONS', '/orders'],
    ['another method', 'GET', '/orders'],
  ])('answers 404 for %s', async (_case, method, rawPath) => {
    const { statusCode, body, headers, entry } = await respond(
      anHttpApi(),
      aRequest({ method, rawPath }),
    );

    expect([statusCode, body]).toEqual([404, '{"message":"Not Found"}']);
    expect(headers).toEqual([
      ['Content-Type', 'application/json'],
      ['Apigw-Requestid', '111122227778888='],
    ]);
    expect(entry).toMatchObject({ error: `the API has no route for ${method} ${rawPath}` });
  });

  // note; DOTNET V2_*
  test('gives every answer its id, and no header of REST APIs', async () => {
    const response = await respond(anHttpApi(), aRequest());

    expect(headerValues(response, 'apigw-requestid')).toEqual([
      expect.stringMatching(/^[\w-]{15}=$/),
    ]);
    expect(headerValues(response, 'x-amzn-requestid')).toEqual([]);
    expect(headerValues(response, 'x-amzn-errortype')).toEqual([]);
  });

  test('answers 500 for a route without integration, and says so in the log', async () => {
    const api = anHttpApi({
      routes: [{ ...aRoute(), integration: undefined } as never],
    });

    const { statusCode, body, entry } = await respond(api, aRequest());

    expect([statusCode, body]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect(entry?.error).toBe('POST /orders has no integration');
  });

  // DG "Using stage variables"
  test('puts stage variables into the URI and the credentials of an integration', async () => {
    const { call } = await invoke(
      anApiOf(
        {
          integration: {
            ...aRoute().integration,
            uri: 'arn:aws:lambda:eu-west-1:123456789012:function:${stageVariables.fn}',
            credentials: 'arn:aws:iam::123456789012:role/${stageVariables.role}',
          } as never,
        },
        { stageVariables: { fn: 'orders', role: 'caller' } },
      ),
      {},
    );

    expect(call.functionName).toBe('arn:aws:lambda:eu-west-1:123456789012:function:orders');
    expect(call.principal).toMatchObject({ roleArn: 'arn:aws:iam::123456789012:role/caller' });
  });

  test.each([
    ['GET /pets/{petId}', '$default/GET/pets/{petId}'],
    ['$default', '$default/$default'],
  ])('invokes without credentials in the name of the route %s', async (routeKey, place) => {
    const { call } = await invoke(routed(routeKey), { method: 'GET', rawPath: '/pets/7' });

    expect(call.principal).toEqual({
      kind: 'service',
      service: 'apigateway.amazonaws.com',
      sourceArn: `arn:aws:execute-api:eu-west-1:123456789012:abcde12345/${place}`,
    });
  });
});
