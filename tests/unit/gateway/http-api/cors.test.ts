import type { CorsConfiguration } from '../../../../toolbox/template/http-api-model.ts';
import { aRecordingLambda, aRequest } from '../an-api.ts';
import { anApiOf, anHttpApi, aRoute, respond } from './an-http-api.ts';

const ORIGIN = 'https://shop.example';

const aCors = (changes: Partial<CorsConfiguration> = {}): CorsConfiguration => ({
  allowOrigins: [ORIGIN, 'https://other.example'],
  allowMethods: ['GET', 'POST'],
  allowHeaders: ['content-type', 'x-note'],
  exposeHeaders: ['x-total', 'x-page'],
  maxAgeSeconds: 600,
  allowCredentials: false,
  ...changes,
});

const corsHeaders = (headers: readonly (readonly [string, string])[]) =>
  Object.fromEntries(headers.filter(([name]) => name.startsWith('Access-Control-')));

const PREFLIGHT = [['Access-Control-Request-Method', 'POST']] as const;

/** Asks as a browser does, before a request or with it. */
async function ask(
  method: string,
  cors: CorsConfiguration | undefined,
  { origin = ORIGIN as string | null, routeKey = 'POST /orders', payload = '{}' } = {},
) {
  const { lambda, calls } = aRecordingLambda({ payload });
  const api = anHttpApi({ routes: [aRoute({ routeKey })], ...(cors && { cors }) });
  const headers = [
    ...(origin === null ? [] : [['Origin', origin] as const]),
    ...(method === 'OPTIONS' ? PREFLIGHT : []),
  ];
  const response = await respond(api, aRequest({ method, headers }), { lambda });
  return { ...response, calls, cors: corsHeaders(response.headers) };
}

const ALLOWED = {
  'Access-Control-Allow-Origin': ORIGIN,
  'Access-Control-Allow-Methods': 'GET,POST',
  'Access-Control-Allow-Headers': 'content-type,x-note',
  'Access-Control-Max-Age': '600',
};

describe('answerPreflight', () => {
  // DG "Configuring CORS for an HTTP API"; EMU for 204 and the list of headers
  test.each<[string, Partial<CorsConfiguration>, object]>([
    ['an origin of the list', {}, ALLOWED],
    [
      'credentials',
      { allowCredentials: true },
      { ...ALLOWED, 'Access-Control-Allow-Credentials': 'true' },
    ],
    ['any origin', { allowOrigins: ['*'] }, { ...ALLOWED, 'Access-Control-Allow-Origin': '*' }],
    ['any origin with https', { allowOrigins: ['https://*'] }, ALLOWED],
    ['any origin with http', { allowOrigins: ['http://*'] }, {}],
    ['another origin', { allowOrigins: ['https://other.example'] }, {}],
    [
      'nothing but origins',
      { allowMethods: [], allowHeaders: [], maxAgeSeconds: 0 },
      { 'Access-Control-Allow-Origin': ORIGIN, 'Access-Control-Max-Age': '0' },
    ],
  ])('answers 204 without a body for %s', async (_case, changes, expected) => {
    const { statusCode, body, cors, calls } = await ask('OPTIONS', aCors(changes));

    expect([statusCode, body, calls]).toEqual([204, '', []]);
    expect(cors).toEqual(expected);
  });

  // issues anomalyco/sst#5493, aws/serverless-application-model#1603
  test.each(['OPTIONS /orders', 'ANY /orders', 'ANY /{proxy+}', '$default'])(
    'leaves the question to the route %s',
    async (routeKey) => {
      const { statusCode, calls, cors } = await ask('OPTIONS', aCors(), { routeKey });

      expect([statusCode, calls.length]).toEqual([200, 1]);
      expect(cors).toEqual({
        'Access-Control-Allow-Origin': ORIGIN,
        'Access-Control-Expose-Headers': 'x-total,x-page',
      });
    },
  );

  test('runs the authorizer of a route that takes the question', async () => {
    const authorizer = {
      type: 'JWT' as const,
      name: 'a',
      position: aRoute().position,
      identitySource: [{ source: 'header' as const, name: 'Authorization' }],
      issuer: 'https://issuer.example',
      audience: [],
    };
    const api = anApiOf(
      { routeKey: 'ANY /orders', authorization: { type: 'JWT', authorizer, scopes: [] } },
      { cors: aCors() },
    );

    const headers = [['Origin', ORIGIN] as const, ...PREFLIGHT];
    const { statusCode } = await respond(api, aRequest({ method: 'OPTIONS', headers }));

    expect(statusCode).toBe(401);
  });

  test.each([
    ['CORS is off', 'OPTIONS', undefined, ORIGIN],
    ['the request has no origin', 'OPTIONS', aCors(), null],
    ['it is no preflight', 'DELETE', aCors(), ORIGIN],
  ])('answers 404 when %s', async (_case, method, cors, origin) => {
    expect((await ask(method, cors, { origin })).statusCode).toBe(404);
  });
});

describe('withCorsHeaders', () => {
  const exposed = { 'Access-Control-Expose-Headers': 'x-total,x-page' };

  // note; EMU: origin, credentials and exposed headers on actual answers only
  test.each<[string, Partial<CorsConfiguration>, string | null, object]>([
    ['its origin', {}, ORIGIN, { 'Access-Control-Allow-Origin': ORIGIN, ...exposed }],
    ['*', { allowOrigins: ['*'] }, ORIGIN, { 'Access-Control-Allow-Origin': '*', ...exposed }],
    [
      'credentials',
      { allowCredentials: true, exposeHeaders: [] },
      ORIGIN,
      { 'Access-Control-Allow-Origin': ORIGIN, 'Access-Control-Allow-Credentials': 'true' },
    ],
    ['nothing of an origin that may not', {}, 'https://evil.example', {}],
    ['nothing without an origin', {}, null, {}],
  ])('tells the client %s', async (_case, changes, origin, expected) => {
    expect((await ask('POST', aCors(changes), { origin })).cors).toEqual(expected);
  });

  // DG "Configuring CORS for an HTTP API"
  test('drops what the backend says, and keeps it without a configuration', async () => {
    const payload = JSON.stringify({
      statusCode: 200,
      headers: { 'Access-Control-Allow-Origin': 'https://backend', 'access-control-max-age': '1' },
    });

    expect((await ask('POST', aCors(), { payload })).cors).toMatchObject({
      'Access-Control-Allow-Origin': ORIGIN,
    });
    expect((await ask('POST', aCors(), { payload, origin: null })).cors).toEqual({});
    expect((await ask('POST', undefined, { payload })).cors).toEqual({
      'Access-Control-Allow-Origin': 'https://backend',
      'Access-Control-Max-Age': '1',
    });
  });

  test('adds them to errors too', async () => {
    const { statusCode, cors } = await ask('GET', aCors());

    expect(statusCode).toBe(404);
    expect(cors).toMatchObject({ 'Access-Control-Allow-Origin': ORIGIN });
  });
});
