import type { JsonObject } from '../../../../toolbox/shared/json.ts';
import { NOW_MS } from '../an-api.ts';
import { aLambda, anApiOf, invoke } from './an-http-api.ts';

const integration = aLambda({ payloadFormatVersion: '1.0' });

const eventOf = async (
  request: Parameters<typeof invoke>[1],
  api: Parameters<typeof anApiOf>[1] = {},
  routeKey = 'POST /orders/{id}',
): Promise<JsonObject> =>
  (await invoke(anApiOf({ routeKey, integration }, api), { rawPath: '/orders/7', ...request }))
    .event;

describe('event1', () => {
  // DOTNET V1_*; DG "Working with AWS Lambda proxy integrations for HTTP APIs"
  test('has every key, and null for what is empty', async () => {
    const { headers, multiValueHeaders, requestContext, ...event } = await eventOf({});

    expect(event).toEqual({
      version: '1.0',
      resource: '/orders/{id}',
      path: '/orders/7',
      httpMethod: 'POST',
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: { id: '7' },
      stageVariables: null,
      body: null,
      isBase64Encoded: false,
    });
    expect(headers).toMatchObject({ Host: 'localhost:3000', 'Content-Length': '0' });
    expect(multiValueHeaders).toMatchObject({ Host: ['localhost:3000'] });
    expect(requestContext).toEqual({
      accountId: '123456789012',
      apiId: 'abcde12345',
      authorizer: { claims: null, scopes: null },
      domainName: 'localhost:3000',
      domainPrefix: 'localhost',
      extendedRequestId: '111122227778888=',
      httpMethod: 'POST',
      identity: {
        accessKey: null,
        accountId: null,
        caller: null,
        cognitoAuthenticationProvider: null,
        cognitoAuthenticationType: null,
        cognitoIdentityId: null,
        cognitoIdentityPoolId: null,
        principalOrgId: null,
        sourceIp: '127.0.0.1',
        user: null,
        userAgent: '',
        userArn: null,
      },
      path: '/orders/7',
      protocol: 'HTTP/1.1',
      requestId: '111122227778888=',
      requestTime: '31/Jan/2024:10:20:30 +0000',
      requestTimeEpoch: NOW_MS,
      resourceId: 'POST /orders/{id}',
      resourcePath: '/orders/{id}',
      stage: '$default',
    });
  });

  // DOTNET V1_*
  test.each<[string, Parameters<typeof invoke>[1], object]>([
    [
      'the path as it was sent, and decoded parameters',
      { rawPath: '/orders/a%20b' },
      { path: '/orders/a%20b', pathParameters: { id: 'a b' } },
    ],
    [
      'header names in canonical capitals',
      { headers: [['X-AMZN-note', 'a']] },
      { headers: { 'X-Amzn-Note': 'a' } },
    ],
    [
      'the last value of a header, and all of them',
      {
        headers: [
          ['myHeader', 'a'],
          ['MYHEADER', 'b'],
        ],
      },
      { headers: { Myheader: 'b' }, multiValueHeaders: { Myheader: ['a', 'b'] } },
    ],
    [
      'the last value of a parameter, and all of them',
      { rawQuery: 'a=1&a=2' },
      {
        queryStringParameters: { a: '2' },
        multiValueQueryStringParameters: { a: ['1', '2'] },
      },
    ],
    [
      'cookies as the header that they are',
      { headers: [['cookie', 'a=1; b=2']] },
      { headers: { Cookie: 'a=1; b=2' } },
    ],
    [
      'text as text',
      { body: 'hi', headers: [['Content-Type', 'text/plain']] },
      { body: 'hi', isBase64Encoded: false },
    ],
    ['other bodies in Base64', { body: 'hi' }, { body: 'aGk=', isBase64Encoded: true }],
  ])('tells %s', async (_case, request, expected) => {
    expect(await eventOf(request)).toMatchObject(expected);
  });

  test('has the stage in front of the path unless it is $default', async () => {
    expect(await eventOf({}, { stageName: 'dev', stageVariables: { a: 'b' } })).toMatchObject({
      path: '/dev/orders/7',
      stageVariables: { a: 'b' },
      requestContext: { path: '/dev/orders/7', stage: 'dev' },
    });
  });

  test('names the route for everything else as its resource', async () => {
    expect(await eventOf({}, {}, '$default')).toMatchObject({
      resource: '$default',
      pathParameters: null,
      requestContext: { resourceId: '$default', resourcePath: '$default' },
    });
  });
});
