import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRestApiGateway } from '../../../../../toolbox/gateway/rest-api/rest-api-gateway.ts';
import { createGatewayServer } from '../../../../../toolbox/gateway/server.ts';
import { loadOperation, withIntegration } from '../../../template/rest-api/an-api.ts';
import {
  aLambdaProxy,
  aMethod,
  aRequest,
  aRestApi,
  gatewayOptions,
  respond,
} from '../../an-api.ts';
import { aMockWith, anHttp, anHttpProxy, serveOne, textOf, throughBackend } from './serve-one.ts';

const NOTES = 'DG "Amazon API Gateway important notes"';
const QUOTAS = 'DG "Quotas"';

describe('routing', () => {
  const siblings = 'LS test_proxy_routing_with_hardcoded_resource_sibling';
  const routes = [
    'POST /pets',
    'GET /pets/{id}',
    'GET /pets/mine',
    'GET /pets/{id}/toys',
    'ANY /any',
    'ANY /{proxy+}',
    'GET /greedy/{rest+}',
    'GET /only',
  ];
  const api = (paths: readonly string[]) =>
    aRestApi({
      methods: paths.map((route) => {
        const [httpMethod = '', resourcePath = ''] = route.split(' ');
        return aMethod({
          httpMethod,
          resourcePath,
          integration: aMockWith('$context.resourcePath'),
        });
      }),
    });

  test.each([
    { source: siblings, call: 'POST /pets', found: '/pets' },
    { source: siblings, call: 'GET /pets/mine', found: '/pets/mine' },
    { source: siblings, call: 'GET /pets/7', found: '/pets/{id}' },
    { source: siblings, call: 'GET /pets/7/toys', found: '/pets/{id}/toys' },
    { source: siblings, call: 'GET /pets', found: '/{proxy+}' },
    { source: siblings, call: 'POST /pets/mine', found: '/{proxy+}' },
    { source: siblings, call: 'GET /else/where', found: '/{proxy+}' },
    { source: siblings, call: 'GET /greedy/a/b/c', found: '/greedy/{rest+}' },
    { source: 'LS ..sibling_order: ANY answers OPTIONS', call: 'OPTIONS /any', found: '/any' },
    { source: 'LS-src resource_router: HEAD is not GET', call: 'HEAD /only', found: '/{proxy+}' },
    {
      source: 'LS-src resource_router: trailing slash',
      call: 'GET /pets/mine/',
      found: '/pets/mine',
    },
    { source: 'LS-src resource_router: as sent', call: 'GET /pets/mi%6ee', found: '/pets/{id}' },
  ])('$source: $call is answered by $found', async ({ call, found }) => {
    const [method = '', rawPath = ''] = call.split(' ');

    const response = await respond(api(routes), aRequest({ method, rawPath }));

    expect(response.body).toBe(found);
  });

  test.each([
    { source: 'LS test_routing_not_found', call: 'GET /none' },
    { source: 'LS test_routing_not_found', call: 'DELETE /only' },
    { source: 'LS-src: HEAD is not served by GET', call: 'HEAD /only' },
    { source: 'a path parameter is not empty', call: 'GET /pets//toys' },
  ])('$source: $call is 403', async ({ call }) => {
    const [method = '', rawPath = ''] = call.split(' ');

    const response = await respond(
      api(routes.filter((route) => !route.includes('{proxy+}'))),
      aRequest({ method, rawPath }),
    );

    expect(response).toMatchObject({
      statusCode: 403,
      body: '{"message":"Missing Authentication Token"}',
    });
  });

  test(`${NOTES}: path parameters are decoded for the backend`, async () => {
    const { sent } = await throughBackend({
      method: { resourcePath: '/{id}' },
      integration: anHttp({
        uri: 'http://127.0.0.1/base/{id}',
        requestParameters: { 'integration.request.path.id': 'method.request.path.id' },
      }),
      request: { rawPath: '/a%2Fb%3Fc%20d' },
    });

    expect(sent?.endpoint.path).toBe('/base/a/b%3Fc%20d');
  });

  test.each([
    { path: '/a/{id}b', refused: true },
    { path: '/a/{proxy+}/b', refused: true },
    { path: '/a b', refused: true },
    { path: '/a/{id}/b.c,d:e-f_g', refused: false },
  ])(`${NOTES}: the path $path is refused: $refused`, ({ path, refused }) => {
    const { errors } = loadOperation(
      withIntegration(),
      `  '${path}':\n    get: {x-amazon-apigateway-integration: {type: mock}}\n`,
    );

    expect(errors.some((error) => error.includes('invalid-path'))).toBe(refused);
  });

  test('DG: X-HTTP-Method-Override changes the method', async () => {
    const headers = [['X-HTTP-Method-Override', 'PATCH']] as const;
    const integration = aMockWith('$context.httpMethod');

    const response = await serveOne({
      method: { httpMethod: 'PATCH' },
      integration,
      request: { headers },
    });

    expect(response.body).toBe('PATCH');
  });

  test('DG: $context.path has the stage, which the URL here has not', async () => {
    const response = await serveOne({ integration: aMockWith('$context.path') });

    expect(response.body).toBe('/dev/orders');
  });
});

describe('the query', () => {
  test.each([
    { source: `${NOTES}: ";" splits`, query: 'a=1;b=2', template: "$input.params('b')", text: '2' },
    {
      source: 'LS-src parse: the last value',
      query: 'a=1&a=2',
      template: "$input.params('a')",
      text: '2',
    },
    {
      source: `${NOTES}: names keep their case`,
      query: 'Ab=1',
      template: "[$input.params('ab')]",
      text: '[]',
    },
    {
      source: `${NOTES}: encoded`,
      query: 'a=%7C%7B%7D',
      template: "$input.params('a')",
      text: '|{}',
    },
    { source: 'a plus is a blank', query: 'a=b+c', template: "$input.params('a')", text: 'b c' },
  ])('$source: $query', async ({ query, template, text }) => {
    const response = await serveOne({
      integration: aMockWith(template),
      request: { rawQuery: query },
    });

    expect(response.body).toBe(text);
  });

  test.each(['a=|', 'a={b', 'a=b}'])(`${NOTES}: %s has to be encoded`, async (rawQuery) => {
    const response = await serveOne({ request: { rawQuery } });

    expect(response).toMatchObject({ statusCode: 400, body: '{"message":"Bad Request"}' });
    expect(response.entry?.error).toMatch(/has to be sent as %7[BCD]$/);
  });
});

describe('limits', () => {
  const MB = 1024 * 1024;

  test.each([
    { bytes: 10 * MB, status: 200 },
    { bytes: 10 * MB + 1, status: 413 },
  ])(`${QUOTAS}: a request of $bytes bytes gives $status`, async ({ bytes, status }) => {
    const { statusCode } = await throughBackend({
      integration: anHttpProxy(),
      request: { body: Buffer.alloc(bytes, 'a') },
    });

    expect(statusCode).toBe(status);
  });

  test.each([
    { body: Buffer.alloc(10 * MB, 'a'), status: 200 },
    { body: Buffer.alloc(10 * MB + 1, 'a'), status: 500 },
    { body: Buffer.from('€'.repeat(4 * MB)), status: 500 },
  ])(`${QUOTAS}: a response of $body.length bytes gives $status`, async ({ body, status }) => {
    const response = await throughBackend({ integration: anHttpProxy() }, { body });

    expect(response.statusCode).toBe(status);
    if (status === 500) expect(response.entry?.error).toContain('10485760 bytes');
  });

  test.each([
    { path: '/orders', headers: { 'X-A': 'a'.repeat(9_000) }, status: 200 },
    { path: '/orders', headers: { 'X-A': 'a'.repeat(10_300) }, status: 431 },
    { path: `/orders?q=${'a'.repeat(10_000)}`, headers: {}, status: 200 },
    { path: `/orders?q=${'a'.repeat(10_300)}`, headers: {}, status: 414 },
  ])(
    `${QUOTAS}: headers and URL of this length give $status`,
    async ({ path, headers, status }) => {
      const gateway = createRestApiGateway(aRestApi(), gatewayOptions());
      const server = createGatewayServer(gateway, { listenHost: '127.0.0.1' });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const request = httpRequest({
        host: '127.0.0.1',
        port,
        path,
        headers,
        method: 'POST',
        agent: false,
      });
      request.end();

      const [response] = (await once(request, 'response')) as [IncomingMessage];
      response.resume();
      server.close();
      await once(server, 'close');

      expect(response.statusCode).toBe(status);
    },
  );

  test.each([
    { timeout: 49, problem: 'a number of 50 or more' },
    { timeout: 29_001, problem: 'long-timeout' },
  ])('DG "Quotas": timeoutInMillis $timeout is reported', ({ timeout, problem }) => {
    const { errors, warnings } = loadOperation(
      withIntegration(`type: mock\ntimeoutInMillis: ${timeout}`),
    );

    expect([...errors, ...warnings]).toEqual([expect.stringContaining(problem)]);
  });

  test(`${QUOTAS}: more than 300 resources are named`, () => {
    const paths = Array.from(
      { length: 300 },
      (_, index) => `  /r${index}: {get: {x-amazon-apigateway-integration: {type: mock}}}`,
    );
    const { warnings } = loadOperation(withIntegration(), `${paths.join('\n')}\n`);

    expect(warnings).toEqual([expect.stringContaining('302 resources')]);
  });

  test('DG payload encodings: without binary media types bytes that are no UTF-8 are replaced', async () => {
    const { sent } = await throughBackend({
      integration: anHttpProxy(),
      request: { body: Buffer.from([0x61, 0xff]) },
    });

    expect(textOf(sent?.body)).toBe('a\ufffd');
  });

  test('SFN-DG: a call that takes too long is 504 while the integration goes on', async () => {
    const signals: AbortSignal[] = [];

    const response = await serveOne({
      integration: anHttpProxy(),
      options: {
        sendRequest: ({ signal }) => {
          signals.push(signal);
          return new Promise(() => {});
        },
        clock: { now: () => 0, sleep: () => Promise.resolve() },
      },
    });

    expect(response.statusCode).toBe(504);
    expect(response.entry?.error).toContain('29000 ms');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  test('a function that never answers is 504', async () => {
    const response = await serveOne({
      integration: aLambdaProxy(),
      options: {
        lambda: () => new Promise(() => {}),
        clock: { now: () => 0, sleep: () => Promise.resolve() },
      },
    });

    expect(response).toMatchObject({
      statusCode: 504,
      body: '{"message":"Endpoint request timed out"}',
    });
  });
});
