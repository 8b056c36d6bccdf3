import { aRecordingBackend, aRequest } from '../an-api.ts';
import { aMapping, anApiOf, anHttpProxy, respond } from './an-http-api.ts';

async function proxied(
  integration: Parameters<typeof anHttpProxy>[0],
  request: Parameters<typeof aRequest>[0] = {},
  {
    routeKey = 'ANY /orders/{proxy+}',
    answer = {} as Parameters<typeof aRecordingBackend>[0],
    stageVariables = {},
  } = {},
) {
  const { sendRequest, requests } = aRecordingBackend(answer);
  const api = anApiOf({ routeKey, integration: anHttpProxy(integration) }, { stageVariables });
  const response = await respond(api, aRequest({ rawPath: '/orders/a%20b', ...request }), {
    sendRequest,
  });
  return { response, sent: requests[0] };
}

describe('httpProxyCall', () => {
  // DG "Working with HTTP proxy integrations for HTTP APIs"
  test.each<[string, object, object, string]>([
    ['the URL of the integration', { uri: 'http://b.example/base' }, {}, '/base'],
    [
      'its own query and that of the client',
      { uri: 'http://b.example/?a=1' },
      { rawQuery: 'b=%41' },
      '/?a=1&b=%41',
    ],
    ['path parameters', { uri: 'http://b.example/{proxy}' }, {}, '/a%20b'],
    [
      'an overwritten path',
      { requestParameters: [aMapping('overwrite:path', '/x y/${request.path.proxy}?')] },
      { rawQuery: 'q=1' },
      '/x%20y/a%20b%3F?q=1',
    ],
    [
      'a changed query',
      { requestParameters: [aMapping('overwrite:querystring.q', '2')] },
      { rawQuery: 'q=1' },
      '/base?q=2',
    ],
    ['stage variables', { uri: 'http://${stageVariables.host}/x' }, {}, '/x'],
  ])('calls %s', async (_case, integration, request, path) => {
    const { sent } = await proxied(integration, request, {
      stageVariables: { host: 'b.example' },
    });

    expect(sent?.endpoint.path).toBe(path);
    expect(sent?.endpoint.origin).toMatch(/^http:\/\/(?:b|backend)\.example$/);
  });

  test('keeps slashes of a greedy parameter', async () => {
    const { sent } = await proxied(
      { uri: 'https://b.example/v1/{proxy}' },
      { rawPath: '/orders/a/b%3Fc' },
    );

    expect(sent?.endpoint).toEqual({ origin: 'https://b.example', path: '/v1/a/b%3Fc' });
  });

  test.each([
    ['ANY', 'PATCH', 'PATCH'],
    ['PUT', 'PATCH', 'PUT'],
  ])('with the method %s sends a %s as %s', async (httpMethod, method, expected) => {
    expect((await proxied({ httpMethod }, { method })).sent?.method).toBe(expected);
  });

  test('sends the headers of the client and the bytes of the body', async () => {
    const body = Buffer.from([0xff, 0x00]);

    const { sent } = await proxied(
      { requestParameters: [aMapping('append:header.x-new', '1')] },
      {
        body,
        headers: [
          ['X-Note', 'a'],
          ['Connection', 'close'],
        ],
      },
    );

    expect(sent?.body).toEqual(body);
    expect(Object.fromEntries(sent?.headers ?? [])).toEqual({
      'x-note': 'a',
      'x-new': '1',
      'x-amzn-trace-id': expect.stringMatching(/^Root=/),
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-port': '3000',
      'x-forwarded-proto': 'http',
    });
  });

  test('passes the answer on, but not what belongs to the connection', async () => {
    const answer = {
      statusCode: 418,
      headers: [
        ['content-type', 'text/x'],
        ['Set-Cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['Transfer-Encoding', 'chunked'],
        ['Content-Length', '3'],
      ] as const,
      body: Buffer.from('abc'),
    };

    const { response } = await proxied({}, {}, { answer });

    expect([response.statusCode, String(response.body)]).toEqual([418, 'abc']);
    expect(response.headers).toEqual([
      ['Content-Type', 'text/x'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['Apigw-Requestid', '111122227778888='],
    ]);
  });

  // issues cortexlabs/cortex#1225, serverless/serverless#11222
  test.each([
    ['does not answer', 'http://b.example/'],
    ['has no URL', 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/a'],
  ])('answers 503 for a backend that %s, and says which', async (_case, uri) => {
    const { statusCode, body, entry } = await respond(
      anApiOf({ integration: anHttpProxy({ uri }) }),
      aRequest(),
      { sendRequest: () => Promise.reject(new Error('connect ECONNREFUSED')) },
    );

    expect([statusCode, body]).toEqual([503, '{"message":"Service Unavailable"}']);
    expect(entry?.error).toContain(uri);
  });
});
