import fc from 'fast-check';
import { createHttpApiGateway } from '../../../../toolbox/gateway/http-api/http-api-gateway.ts';
import { aRecordingLambda, aRequest, headerValues } from '../an-api.ts';
import {
  aLambda,
  aMapping,
  anApiOf,
  anHttpApi,
  aRoute,
  httpApiOptions,
  respond,
} from './an-http-api.ts';

describe('errorResponse', () => {
  // DOTNET-src
  test('answers 413 to a body of more than 10 MB', async () => {
    const { statusCode, body } = await respond(
      anHttpApi(),
      aRequest({ body: Buffer.alloc(10 * 1024 * 1024 + 1) }),
    );

    expect([statusCode, body]).toEqual([413, '{"message":"Request Entity Too Large"}']);
  });

  test('takes a body of 10 MB', async () => {
    const request = aRequest({ body: Buffer.alloc(10 * 1024 * 1024) });

    expect((await respond(anHttpApi(), request)).statusCode).toBe(200);
  });

  // DG "Quotas and important notes": request line plus headers
  test.each([
    [10_100, 200],
    [10_240, 431],
  ])('to headers of %i bytes besides the request line answers %i', async (bytes, statusCode) => {
    const request = aRequest({ headers: [['x-much', 'a'.repeat(bytes)]] });

    expect((await respond(anHttpApi(), request)).statusCode).toBe(statusCode);
  });

  test('counts the request line', async () => {
    const headers = [['x-much', 'a'.repeat(6_000)]] as const;
    const request = aRequest({ rawQuery: 'a'.repeat(6_000), headers });

    expect((await respond(anHttpApi(), request)).statusCode).toBe(431);
  });

  // issues cortexlabs/cortex#1225, serverless/serverless#11222: captured without a media type
  test('answers 503 when a function takes too long', async () => {
    const response = await respond(
      anApiOf({ integration: aLambda({ timeoutInMillis: 100 }) }),
      aRequest(),
      {
        lambda: () => new Promise(() => {}),
        clock: { now: () => 0, sleep: () => Promise.resolve() },
      },
    );

    expect([response.statusCode, response.body]).toEqual([
      503,
      '{"message":"Service Unavailable"}',
    ]);
    expect(headerValues(response, 'content-type')).toEqual([]);
    expect(response.entry?.error).toBe('the integration did not answer within 100 ms');
  });

  test('answers 500 to a fault of its own, and logs it', async () => {
    const { statusCode, body, entry } = await respond(anHttpApi(), aRequest(), {
      lambda: () => Promise.reject(new TypeError('oh no')),
    });

    expect([statusCode, body]).toEqual([500, '{"message":"Internal Server Error"}']);
    expect(entry?.error).toContain('internal error: TypeError: oh no');
  });

  test('logs the route of each request', async () => {
    const { entry } = await respond(anHttpApi(), aRequest());

    expect(entry).toEqual({
      requestId: '111122227778888=',
      method: 'POST',
      path: '/orders',
      resourcePath: 'POST /orders',
      status: 200,
      integrationStatus: 200,
      durationMs: 0,
    });
  });
});

// Text from a request is data, whatever it holds.
describe('createHttpApiGateway', () => {
  const mappings = ['$request.body.a', '${request.path.proxy}', '$request.header.x-a'];
  const hostile = anApiOf({
    routeKey: 'ANY /{proxy+}',
    integration: aLambda({
      requestParameters: [
        ...mappings.map((text, index) => aMapping(`append:header.x-${index}`, text)),
        aMapping('overwrite:querystring.q', '$request.body'),
        aMapping('overwrite:path', '/${request.querystring.q}'),
      ],
    }),
  });

  test('answers any request, and makes an event of it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          rawPath: fc.string({ unit: 'binary' }).map((text) => `/${text}`),
          rawQuery: fc.string({ unit: 'binary' }),
          value: fc.string({ unit: 'binary' }),
          body: fc.oneof(fc.json(), fc.string({ unit: 'binary' })),
        }),
        async ({ rawPath, rawQuery, value, body }) => {
          const headers = [
            ['x-a', value],
            ['cookie', value],
            ['content-type', 'text/plain'],
          ] as const;

          const response = await respond(hostile, aRequest({ rawPath, rawQuery, headers, body }));

          expect([200, 404]).toContain(response.statusCode);
        },
      ),
    );
  });
});

// DG "Throttling requests to your HTTP API"
describe('throttleWith', () => {
  function calls(throttle: boolean) {
    const api = anHttpApi({
      routes: [aRoute(), aRoute({ routeKey: 'GET /orders' }), aRoute({ routeKey: 'GET /free' })],
      defaultRouteSettings: { throttlingRateLimit: 1, throttlingBurstLimit: 1 },
      routeSettings: { 'GET /free': { throttlingRateLimit: 100, throttlingBurstLimit: 100 } },
    });
    const gateway = createHttpApiGateway(
      api,
      httpApiOptions({ throttle, lambda: aRecordingLambda().lambda }),
    );
    return async (method: string, rawPath = '/orders') =>
      (await gateway(aRequest({ method, rawPath }))).statusCode;
  }

  test('answers 429 when a route is called too often, each by itself', async () => {
    const call = calls(true);

    expect([await call('POST'), await call('POST'), await call('GET')]).toEqual([200, 429, 200]);
  });

  test('takes the settings of the route before those of the stage', async () => {
    const call = calls(true);

    expect([await call('GET', '/free'), await call('GET', '/free')]).toEqual([200, 200]);
  });

  test('lets everything pass unless it is told', async () => {
    const call = calls(false);

    expect([await call('POST'), await call('POST')]).toEqual([200, 200]);
  });
});
