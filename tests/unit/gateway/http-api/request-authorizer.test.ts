import type { Gateway } from '../../../../toolbox/gateway/gateway.ts';
import { createHttpApiGateway } from '../../../../toolbox/gateway/http-api/http-api-gateway.ts';
import type { InvokeRequest } from '../../../../toolbox/shared/function-invoker.ts';
import type { JsonObject, JsonValue } from '../../../../toolbox/shared/json.ts';
import type { RequestAuthorizer } from '../../../../toolbox/template/http-api-model.ts';
import { aRequest, headerValues, NOW_MS } from '../an-api.ts';
import { aLambda, anHttpApi, aRoute, httpApiOptions, POSITION } from './an-http-api.ts';

const AUTHORIZER_ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:check';

const anAuthorizer = (changes: Partial<RequestAuthorizer> = {}): RequestAuthorizer => ({
  type: 'REQUEST',
  name: 'check',
  position: POSITION,
  identitySource: [{ source: 'header', name: 'X-Token' }],
  authorizerUri: `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${AUTHORIZER_ARN}/invocations`,
  payloadFormatVersion: '2.0',
  enableSimpleResponses: true,
  resultTtlSeconds: 0,
  ...changes,
});

const ARN = 'arn:aws:execute-api:eu-west-1:123456789012:abcde12345';

const aPolicy = (effect: string, resource: string, context: JsonObject = {}): JsonObject => ({
  principalId: 'me',
  policyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: effect, Action: 'execute-api:Invoke', Resource: resource }],
  },
  context,
});

/** An API whose routes ask the authorizer, with what it was asked and what the backend got. */
function anApiBehind(
  authorizer: RequestAuthorizer,
  answer: JsonValue | (() => JsonValue),
  { version = '2.0' as const, stageName = '$default', functionError = false } = {},
) {
  const asked: InvokeRequest[] = [];
  const events: JsonObject[] = [];
  let nowMs = NOW_MS;
  const integration = aLambda({ payloadFormatVersion: version });
  const authorization = { type: 'CUSTOM' as const, authorizer };
  const api = anHttpApi({
    stageName,
    stageVariables: { color: 'blue' },
    routes: ['POST /orders', 'GET /orders/{id}', 'GET /free'].map((routeKey) =>
      aRoute({
        routeKey,
        integration,
        authorization: routeKey === 'GET /free' ? { type: 'NONE' } : authorization,
      }),
    ),
  });
  let reason: string | undefined;
  const gateway: Gateway = createHttpApiGateway(
    api,
    httpApiOptions({
      clock: { now: () => nowMs, sleep: () => new Promise(() => {}) },
      log: ({ error }) => {
        reason = error;
      },
      lambda: async (request) => {
        const result = { executedVersion: '$LATEST', requestId: 'r' };
        if (request.functionName !== AUTHORIZER_ARN) {
          events.push(JSON.parse(request.payload));
          return { ...result, payload: '{"statusCode": 200}' };
        }
        asked.push(request);
        const payload = JSON.stringify(typeof answer === 'function' ? answer() : answer);
        return { ...result, payload, ...(functionError && { functionError: 'Unhandled' }) };
      },
    }),
  );
  return {
    asked,
    events,
    reason: () => reason,
    pass: (milliseconds: number) => {
      nowMs += milliseconds;
    },
    call: (changes: Parameters<typeof aRequest>[0] = {}) =>
      gateway(aRequest({ headers: [['x-token', 'secret']], ...changes })),
  };
}

const ERROR = [500, '{"message":"Internal Server Error"}'];
const FORBIDDEN = [403, '{"message":"Forbidden"}'];

describe('requestAuthorizer', () => {
  // DG "Working with AWS Lambda authorizers for HTTP APIs"
  test.each<[string, Partial<RequestAuthorizer>, JsonValue, readonly unknown[]]>([
    ['a simple yes', {}, { isAuthorized: true }, [200, '']],
    ['a simple no', {}, { isAuthorized: false }, FORBIDDEN],
    [
      'a policy that allows',
      { enableSimpleResponses: false },
      aPolicy('Allow', `${ARN}/*`),
      [200, ''],
    ],
    ['a policy that denies', { enableSimpleResponses: false }, aPolicy('Deny', '*'), FORBIDDEN],
    [
      'a policy for another route',
      { enableSimpleResponses: false },
      aPolicy('Allow', `${ARN}/$default/GET/orders`),
      FORBIDDEN,
    ],
    ['a policy instead of yes', {}, aPolicy('Allow', '*'), ERROR],
    ['yes instead of a policy', { enableSimpleResponses: false }, { isAuthorized: true }, ERROR],
    ['yes as a text', {}, { isAuthorized: 'true' }, ERROR],
    ['a text', {}, 'Allow', ERROR],
    ['no principal', { enableSimpleResponses: false }, { policyDocument: {} }, ERROR],
  ])('to %s answers as AWS', async (_case, changes, answer, expected) => {
    const { call } = anApiBehind(anAuthorizer(changes), answer);

    const response = await call();

    expect([response.statusCode, response.body]).toEqual(expected);
    expect(headerValues(response, 'www-authenticate')).toEqual([]);
  });

  test('answers 500 when the function fails, and logs why', async () => {
    const { call, reason } = anApiBehind(
      anAuthorizer(),
      { errorType: 'Error', errorMessage: 'Unauthorized' },
      { functionError: true },
    );

    const { statusCode, body } = await call();

    expect([statusCode, body]).toEqual(ERROR);
    expect(reason()).toBe('the authorizer failed: Error: Unauthorized');
  });

  // DG, same page; note
  test.each<[string, RequestAuthorizer['identitySource'], object]>([
    ['a header', [{ source: 'header', name: 'X-Other' }], {}],
    ['an empty header', [{ source: 'header', name: 'X-Other' }], { headers: [['x-other', '']] }],
    ['a parameter', [{ source: 'querystring', name: 'q' }], {}],
    ['a stage variable', [{ source: 'stageVariables', name: 'none' }], {}],
    ['a variable of the context', [{ source: 'context', name: 'none' }], {}],
    [
      'one of two',
      [
        { source: 'header', name: 'X-Token' },
        { source: 'querystring', name: 'q' },
      ],
      {},
    ],
  ])('answers 401 without a call when %s is missing', async (_case, identitySource, request) => {
    const { call, asked } = anApiBehind(anAuthorizer({ identitySource }), { isAuthorized: true });

    const response = await call(request);

    expect([response.statusCode, response.body]).toEqual([401, '{"message":"Unauthorized"}']);
    expect(headerValues(response, 'www-authenticate')).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('asks nobody on a route without an authorizer', async () => {
    const { call, asked } = anApiBehind(anAuthorizer(), { isAuthorized: false });

    expect((await call({ method: 'GET', rawPath: '/free', headers: [] })).statusCode).toBe(200);
    expect(asked).toEqual([]);
  });

  test('tells the function of the format 2.0 all but the body', async () => {
    const { call, asked } = anApiBehind(
      anAuthorizer({
        identitySource: [
          { source: 'header', name: 'X-Token' },
          { source: 'querystring', name: 'q' },
          { source: 'stageVariables', name: 'color' },
          { source: 'context', name: 'routeKey' },
        ],
      }),
      { isAuthorized: true },
      { stageName: 'dev' },
    );

    await call({ method: 'GET', rawPath: '/orders/7', rawQuery: 'q=1', body: 'x' });

    expect(JSON.parse(asked[0]?.payload ?? '')).toEqual({
      version: '2.0',
      type: 'REQUEST',
      routeArn: `${ARN}/dev/GET/orders/7`,
      identitySource: ['secret', '1', 'blue', 'GET /orders/{id}'],
      routeKey: 'GET /orders/{id}',
      rawPath: '/dev/orders/7',
      rawQueryString: 'q=1',
      headers: expect.objectContaining({ 'x-token': 'secret' }),
      queryStringParameters: { q: '1' },
      requestContext: expect.objectContaining({ routeKey: 'GET /orders/{id}', stage: 'dev' }),
      pathParameters: { id: '7' },
      stageVariables: { color: 'blue' },
    });
    expect(asked[0]?.principal).toMatchObject({
      service: 'apigateway.amazonaws.com',
      sourceArn: expect.stringMatching(`^${ARN}/authorizers/\\w+$`),
    });
  });

  test('tells the function of the format 1.0 its method and its token', async () => {
    const { call, asked } = anApiBehind(
      anAuthorizer({
        payloadFormatVersion: '1.0',
        enableSimpleResponses: false,
        identitySource: [
          { source: 'header', name: 'X-Token' },
          { source: 'querystring', name: 'q' },
        ],
      }),
      aPolicy('Allow', '*'),
    );

    await call({ method: 'GET', rawPath: '/orders/7', rawQuery: 'q=1' });

    expect(JSON.parse(asked[0]?.payload ?? '')).toEqual({
      version: '1.0',
      type: 'REQUEST',
      methodArn: `${ARN}/$default/GET/orders/7`,
      identitySource: 'secret,1',
      authorizationToken: 'secret,1',
      resource: '/orders/{id}',
      path: '/orders/7',
      httpMethod: 'GET',
      headers: expect.objectContaining({ 'x-token': 'secret' }),
      queryStringParameters: { q: '1' },
      pathParameters: { id: '7' },
      stageVariables: { color: 'blue' },
      requestContext: expect.objectContaining({ resourceId: 'GET /orders/{id}' }),
    });
  });

  test('calls in the name of the role of its credentials', async () => {
    const credentials = 'arn:aws:iam::123456789012:role/check';
    const { call, asked } = anApiBehind(anAuthorizer({ credentials }), { isAuthorized: true });

    await call();

    expect(asked[0]?.principal).toMatchObject({ kind: 'role', roleArn: credentials });
  });

  // DG, same page: the context may hold any JSON
  test.each([
    [true, { isAuthorized: true, context: { a: [1, { b: null }], n: 1 } }],
    [false, aPolicy('Allow', '*', { a: [1, { b: null }], n: 1 })],
  ])('gives the context to the backend as it is (simple: %s)', async (simple, answer) => {
    const { call, events } = anApiBehind(
      anAuthorizer({ enableSimpleResponses: simple }),
      answer as JsonObject,
    );

    await call();

    expect(events[0]?.['requestContext']).toMatchObject({
      authorizer: { lambda: { a: [1, { b: null }], n: 1 } },
    });
  });

  describe('with a cache', () => {
    const cached = { resultTtlSeconds: 60 };

    test('asks each time without one', async () => {
      const { call, asked } = anApiBehind(anAuthorizer(), { isAuthorized: true });

      await call();
      await call();

      expect(asked).toHaveLength(2);
    });

    test('keeps a simple answer for all routes of the API until its time is over', async () => {
      const { call, asked, pass } = anApiBehind(anAuthorizer(cached), { isAuthorized: true });

      await call();
      await call({ method: 'GET', rawPath: '/orders/7' });
      pass(59_999);
      await call();
      expect(asked).toHaveLength(1);
      pass(1);
      await call();

      expect(asked).toHaveLength(2);
    });

    test('asks again for another identity, and for each route when that is a part of it', async () => {
      const { call, asked } = anApiBehind(
        anAuthorizer({
          ...cached,
          identitySource: [
            { source: 'header', name: 'X-Token' },
            { source: 'context', name: 'routeKey' },
          ],
        }),
        { isAuthorized: true },
      );

      await call();
      await call({ headers: [['x-token', 'other']] });
      await call({ method: 'GET', rawPath: '/orders/7' });

      expect(asked).toHaveLength(3);
    });

    test('asks a policy that was kept about each route', async () => {
      const { call, asked } = anApiBehind(
        anAuthorizer({ ...cached, enableSimpleResponses: false }),
        aPolicy('Allow', `${ARN}/*/POST/orders`),
      );

      const first = await call();
      const second = await call({ method: 'GET', rawPath: '/orders/7' });

      expect([first.statusCode, second.statusCode, asked.length]).toEqual([200, 403, 1]);
    });

    test('asks each time when nothing identifies the caller', async () => {
      const { call, asked } = anApiBehind(anAuthorizer({ ...cached, identitySource: [] }), {
        isAuthorized: true,
      });

      await call();
      await call();

      expect(asked).toHaveLength(2);
    });

    test('keeps no failure', async () => {
      const answers: JsonValue[] = ['wrong', { isAuthorized: true }];
      const { call } = anApiBehind(anAuthorizer(cached), () => answers.shift() ?? null);

      const first = await call();
      const second = await call();

      expect([first.statusCode, second.statusCode]).toEqual([500, 200]);
    });
  });
});
