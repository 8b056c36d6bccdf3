import type { JsonObject } from '../../../../toolbox/shared/json.ts';
import { NOW_MS } from '../an-api.ts';
import { anApiOf, anHttpApi, aRoute, invoke } from './an-http-api.ts';

const REQUEST_CONTEXT = {
  accountId: '123456789012',
  apiId: 'abcde12345',
  domainName: 'localhost:3000',
  domainPrefix: 'localhost',
  http: {
    method: 'POST',
    path: '/orders',
    protocol: 'HTTP/1.1',
    sourceIp: '127.0.0.1',
    userAgent: 'curl/8',
  },
  requestId: '111122227778888=',
  routeKey: 'POST /orders',
  stage: '$default',
  time: '31/Jan/2024:10:20:30 +0000',
  timeEpoch: NOW_MS,
};

const FORWARDING = {
  'x-amzn-trace-id': expect.stringMatching(/^Root=1-[\da-f]{8}-[\da-f]{24}$/),
  'x-forwarded-for': '127.0.0.1',
  'x-forwarded-port': '3000',
  'x-forwarded-proto': 'http',
};

const json = ['Content-Type', 'application/json'] as const;

describe('event2', () => {
  // DOTNET V2_SimpleGetRequest; DG "Working with AWS Lambda proxy integrations for HTTP APIs"
  test('leaves out what has no content', async () => {
    const { event } = await invoke(anHttpApi(), { headers: [['User-Agent', 'curl/8']] });

    expect(event).toEqual({
      version: '2.0',
      routeKey: 'POST /orders',
      rawPath: '/orders',
      rawQueryString: '',
      headers: {
        host: 'localhost:3000',
        'user-agent': 'curl/8',
        'content-length': '0',
        ...FORWARDING,
      },
      requestContext: REQUEST_CONTEXT,
      isBase64Encoded: false,
    });
  });

  test('has all keys for a request with all of it', async () => {
    const { event } = await invoke(
      anApiOf({ routeKey: 'POST /orders/{id}' }, { stageVariables: { color: 'blue' } }),
      {
        rawPath: '/orders/7',
        rawQuery: 'a=1',
        headers: [json, ['Cookie', 'c=1']],
        body: '{"a": 1}',
      },
    );

    expect(event).toMatchObject({
      cookies: ['c=1'],
      queryStringParameters: { a: '1' },
      pathParameters: { id: '7' },
      stageVariables: { color: 'blue' },
      body: '{"a": 1}',
      isBase64Encoded: false,
    });
  });

  // DOTNET V2_SpecialCharactersInPath, V2_UnicodeCharactersInPath; stage prefix: note
  test.each([
    ['$default', '/orders/a%20b', '/orders/a b', { proxy: 'a b' }],
    ['$default', '/orders/%C3%BC%E2%82%AC', '/orders/ü€', { proxy: 'ü€' }],
    ['dev', '/orders/x', '/dev/orders/x', { proxy: 'x' }],
    ['$default', '/orders/a%2', '/orders/a%2', { proxy: 'a%2' }],
  ])('on the stage %s gives %s as %s', async (stageName, rawPath, decoded, pathParameters) => {
    const { event } = await invoke(anApiOf({ routeKey: 'ANY /orders/{proxy+}' }, { stageName }), {
      rawPath,
    });

    expect(event).toMatchObject({
      rawPath: decoded,
      routeKey: 'ANY /orders/{proxy+}',
      pathParameters,
      requestContext: { stage: stageName, http: { path: decoded } },
    });
  });

  // DOTNET V2_*; DG, same page: duplicates with a comma, query decoded, raw query as sent
  test.each<[string, object, JsonObject]>([
    ['a query as sent', { rawQuery: 'a=1%202&b' }, { rawQueryString: 'a=1%202&b' }],
    [
      'decoded parameters',
      { rawQuery: 'a=1%202&b' },
      { queryStringParameters: { a: '1 2', b: '' } },
    ],
    [
      'equal parameters',
      { rawQuery: 'a=1&a=2&A=3' },
      { queryStringParameters: { a: '1,2', A: '3' } },
    ],
    [
      'equal headers',
      {
        headers: [
          ['X-Note', 'a'],
          ['x-note', 'b'],
        ],
      },
      { headers: { 'x-note': 'a,b' } },
    ],
    [
      'cookies',
      {
        headers: [
          ['Cookie', 'a=1; b=2'],
          ['cookie', 'c=3'],
        ],
      },
      { cookies: ['a=1', 'b=2', 'c=3'] },
    ],
    [
      'a client behind a proxy',
      { headers: [['X-Forwarded-For', '10.0.0.1']] },
      { headers: { 'x-forwarded-for': '10.0.0.1, 127.0.0.1' } },
    ],
  ])('tells %s', async (_case, request, expected) => {
    const { event } = await invoke(anHttpApi(), request);

    expect(event).toMatchObject(expected);
  });

  test.each(['cookie', 'connection', 'transfer-encoding'])(
    'keeps %s out of headers',
    async (name) => {
      const { event } = await invoke(anHttpApi(), { headers: [[name, 'x']] });

      expect(event['headers']).not.toHaveProperty([name]);
    },
  );

  // DG "Important notes": a signature ends at the gateway
  test('passes a token on, and no signature', async () => {
    const tokens = await invoke(anHttpApi(), { headers: [['Authorization', 'Bearer a']] });
    const signed = await invoke(anHttpApi(), {
      headers: [['Authorization', 'AWS4-HMAC-SHA256 Credential=a']],
    });

    expect(tokens.event['headers']).toHaveProperty('authorization', 'Bearer a');
    expect(signed.event['headers']).not.toHaveProperty('authorization');
  });

  // issue ministackorg/ministack#766; DOTNET V2_BinaryContent
  test.each([
    ['text/plain', false],
    ['text/csv; charset=utf-8', false],
    ['application/json', false],
    ['Application/JSON; charset=utf-8', false],
    ['application/xml', false],
    ['application/javascript', false],
    ['application/vnd.api+json', true],
    ['application/x-www-form-urlencoded', true],
    ['image/png', true],
    [undefined, true],
  ])('gives a body of the type %s in Base64: %s', async (type, isBase64Encoded) => {
    const { event } = await invoke(anHttpApi(), {
      body: 'a=ü',
      headers: type === undefined ? [] : [['Content-Type', type]],
    });

    expect([event['body'], event['isBase64Encoded']]).toEqual([
      isBase64Encoded ? Buffer.from('a=ü').toString('base64') : 'a=ü',
      isBase64Encoded,
    ]);
  });

  test('keeps bytes that are no text', async () => {
    const { event } = await invoke(anHttpApi(), {
      body: Buffer.from([0xff, 0x00, 0x80]),
      headers: [['Content-Type', 'application/octet-stream']],
    });

    expect(event).toMatchObject({ body: '/wCA', isBase64Encoded: true });
  });

  // DG "Working with routes for HTTP APIs"
  test('names the route for everything else', async () => {
    const { event } = await invoke(anHttpApi({ routes: [aRoute({ routeKey: '$default' })] }), {
      rawPath: '/any/thing',
    });

    expect(event).toMatchObject({
      routeKey: '$default',
      rawPath: '/any/thing',
      requestContext: { routeKey: '$default' },
    });
    expect(event).not.toHaveProperty('pathParameters');
  });
});
