import { GatewayError } from '../../../../toolbox/gateway/gateway-error.ts';
import type { JsonObject } from '../../../../toolbox/shared/json.ts';
import type { WebSocketAuthorizer } from '../../../../toolbox/template/web-socket-api-model.ts';
import {
  aListeningLambda,
  aRoute,
  aWebSocketApi,
  Client,
  type ConnectOptions,
  connect,
  FUNCTION_ARN,
  ROLE_ARN,
  type ServedWebSocketApi,
  serve,
} from './a-web-socket-api.ts';

let api: ServedWebSocketApi | undefined;
afterEach(() => api?.stop());

const CHECK_ARN = FUNCTION_ARN.replace(/[^:]+$/, 'check');
const CHECK_URI = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${CHECK_ARN}/invocations`;
const METHOD_ARN = 'arn:aws:execute-api:eu-west-1:123456789012:abcde12345/dev/$connect';

function anAuthorizer(changes: Partial<WebSocketAuthorizer> = {}): WebSocketAuthorizer {
  return {
    name: 'Check',
    position: { file: 'template.yaml', line: 1, column: 1 },
    authorizerUri: CHECK_URI,
    identitySource: ['route.request.header.Auth'],
    ...changes,
  };
}

function anApi(changes: Partial<WebSocketAuthorizer> = {}) {
  const authorization = { type: 'CUSTOM', authorizer: anAuthorizer(changes) } as const;
  return aWebSocketApi({
    routes: [
      aRoute('$connect', { authorization }),
      aRoute('$disconnect'),
      aRoute('$default', { isTwoWay: true }),
    ],
  });
}

function aPolicy(Effect: string, changes: JsonObject = {}): string {
  const Statement = [{ Action: 'execute-api:Invoke', Effect, Resource: METHOD_ARN }];
  const policyDocument = { Version: '2012-10-17', Statement };
  return JSON.stringify({ principalId: 'ann', policyDocument, ...changes });
}

/** The authorizer is asked first. */
function aCheckingLambda(answer: string | (() => string)) {
  return aListeningLambda((event) => {
    if (event['type'] !== 'REQUEST') return '{"statusCode":200,"body":"served"}';
    return typeof answer === 'string' ? answer : answer();
  });
}

const SIGNED_IN: ConnectOptions = { headers: { Auth: 'token' }, path: '/?room=blue' };

const DG = 'DG "Creating a Lambda REQUEST authorizer function"';

describe('a Lambda authorizer', () => {
  test(`is asked with the event of a REST API without path parameters (${DG})`, async () => {
    const { lambda, calls } = aCheckingLambda(aPolicy('Allow'));
    api = await serve(anApi(), { lambda });

    await connect(api, SIGNED_IN);

    const [call] = calls;
    expect(call?.functionName).toBe(CHECK_ARN);
    expect(Object.keys(call?.event ?? {}).toSorted()).toEqual([
      'headers',
      'methodArn',
      'multiValueHeaders',
      'multiValueQueryStringParameters',
      'queryStringParameters',
      'requestContext',
      'stageVariables',
      'type',
    ]);
    expect(call?.event).toMatchObject({
      type: 'REQUEST',
      methodArn: METHOD_ARN,
      headers: { Auth: 'token', Host: api.host },
      multiValueHeaders: { Auth: ['token'] },
      queryStringParameters: { room: 'blue' },
      multiValueQueryStringParameters: { room: ['blue'] },
      stageVariables: {},
      requestContext: { routeKey: '$connect', eventType: 'CONNECT', apiId: 'abcde12345' },
    });
  });

  test(`gives its result to every later event (${DG}; issue anomalyco/sst#906)`, async () => {
    const context = { user: 'ann', age: 7, admin: true };
    const { lambda, events, called } = aCheckingLambda(aPolicy('Allow', { context }));
    api = await serve(anApi(), { lambda });
    const client = await connect(api, SIGNED_IN);

    client.send('x');
    await client.next();
    client.socket.close();
    await called(4);

    const authorizers = events()
      .slice(1)
      .map((event) => (event['requestContext'] as JsonObject)['authorizer']);
    const authorizer = {
      principalId: 'ann',
      integrationLatency: expect.any(Number),
      user: 'ann',
      age: '7',
      admin: 'true',
    };
    expect(authorizers).toEqual([authorizer, authorizer, authorizer]);
    expect(events().filter(({ type }) => type === 'REQUEST')).toHaveLength(1);
  });

  test.each([
    { answer: aPolicy('Deny'), status: 403, source: DG },
    {
      answer: aPolicy('Allow').replace('$connect', 'other'),
      status: 403,
      source: 'DG: implicit deny',
    },
    { answer: 'Error: Unauthorized', status: 401, source: 'issue serverless/examples#557' },
    { answer: 'Error: Unauthorized!', status: 500, source: '3.1: exactly Unauthorized' },
    { answer: '{"statusCode":401}', status: 500, source: 'issue serverless/examples#557' },
    { answer: 'null', status: 500, source: '3.1: bad output' },
    {
      answer: aPolicy('Allow', { context: { list: [1] } }),
      status: 500,
      source: '3.1: an array in context',
    },
    {
      answer: aPolicy('Allow', { context: { a: 'x'.repeat(8193) } }),
      status: 500,
      source: 'DG "Quotas and important notes": 8 KB',
    },
  ])('that answers $answer refuses with $status ($source)', async ({ answer, status }) => {
    const { lambda, calls } = aCheckingLambda(answer);
    api = await serve(anApi(), { lambda });

    const refusal = await new Client(api.url, SIGNED_IN).refusal();

    expect(refusal.status).toBe(status);
    expect(calls).toHaveLength(1);
    expect(api.log).toMatchObject([{ method: 'CONNECT', status, error: expect.any(String) }]);
  });

  test.each([
    { identitySource: ['route.request.header.Auth'], status: 101 },
    { identitySource: ['route.request.header.AUTH'], status: 101 },
    { identitySource: ['route.request.querystring.room'], status: 101 },
    { identitySource: ['stageVariables.realm'], status: 101 },
    { identitySource: ['context.apiId'], status: 101 },
    { identitySource: [], status: 101 },
    { identitySource: ['route.request.header.Other'], status: 401 },
    { identitySource: ['route.request.querystring.Room'], status: 401 },
    { identitySource: ['route.request.header.Auth', 'route.request.header.Other'], status: 401 },
    { identitySource: ['stageVariables.none'], status: 401 },
  ])(
    `with the identity source $identitySource answers $status, 401 without a call (${DG})`,
    async ({ identitySource, status }) => {
      const { lambda, calls } = aCheckingLambda(aPolicy('Allow'));
      api = await serve(
        { ...anApi({ identitySource }), stageVariables: { realm: 'own' } },
        { lambda },
      );
      const client = new Client(api.url, SIGNED_IN);

      const answered = await client.status();

      expect(answered).toBe(status);
      expect(calls).toHaveLength(status === 101 ? 2 : 0);
    },
  );

  test.each([
    { credentials: undefined, principal: { kind: 'service', service: 'apigateway.amazonaws.com' } },
    { credentials: ROLE_ARN, principal: { kind: 'role', roleArn: ROLE_ARN } },
  ])(
    'with the credentials $credentials is invoked by $principal (3.1)',
    async ({ credentials, principal }) => {
      const { lambda, calls } = aCheckingLambda(aPolicy('Allow'));
      const changes = credentials === undefined ? {} : { authorizerCredentialsArn: credentials };
      api = await serve(anApi(changes), { lambda });

      await connect(api, SIGNED_IN);

      expect(calls[0]?.principal).toMatchObject(principal);
    },
  );
});

describe('AWS_IAM on $connect', () => {
  const IAM_API = aWebSocketApi({
    routes: [aRoute('$connect', { authorization: { type: 'AWS_IAM' } })],
  });

  test('passes where nothing verifies signatures', async () => {
    api = await serve(IAM_API);

    await connect(api);

    expect(api.log).toMatchObject([{ status: 101 }]);
  });

  test('is verified with --enforce-auth, and $connect alone (DG "Controlling access to a WebSocket API")', async () => {
    const { lambda, calls } = aListeningLambda();
    api = await serve(IAM_API, {
      lambda,
      authorizer() {
        throw new GatewayError('MISSING_AUTHENTICATION_TOKEN');
      },
    });

    await expect(new Client(api.url).refusal()).resolves.toMatchObject({ status: 403 });
    expect(calls).toEqual([]);
  });

  test('tells the events who has signed', async () => {
    const caller = {
      accessKey: 'AKID',
      accountId: '123456789012',
      caller: 'AKID',
      user: 'AKID',
      userArn: 'arn:aws:iam::123456789012:user/local',
    };
    const { lambda, events } = aListeningLambda();
    api = await serve(IAM_API, { lambda, authorizer: () => caller });

    await connect(api);

    expect(events()).toMatchObject([
      { requestContext: { identity: { ...caller, sourceIp: '127.0.0.1' } } },
    ]);
  });

  test.each([
    { refusal: undefined, status: 101 },
    { refusal: 'no', status: 403 },
  ])(
    'asks what the role of a function may: $status (DG: execute-api:Invoke on $connect)',
    async ({ refusal, status }) => {
      const role = { kind: 'role', roleArn: ROLE_ARN, sessionName: 'x' } as const;
      const asked: unknown[] = [];
      api = await serve(IAM_API, {
        principalOf: (id) => (id === 'ASIAX' ? role : undefined),
        iam(...question) {
          asked.push(question);
          return refusal;
        },
      });
      const Authorization =
        'AWS4-HMAC-SHA256 Credential=ASIAX/20240131/eu-west-1/execute-api/aws4_request, SignedHeaders=host, Signature=00';
      const client = new Client(api.url, { headers: { Authorization } });

      const answered = await client.status();

      expect(answered).toBe(status);
      expect(asked).toEqual([[role, 'execute-api:Invoke', METHOD_ARN]]);
    },
  );
});

describe('an API key on $connect', () => {
  const VALUE = 'k'.repeat(20);
  const apiKeys = [{ apiKeyId: 'id', name: 'Key', value: VALUE, isValueGenerated: false }];
  const SELECTION = 'DG "WebSocket selection expressions"';

  test.each([
    { headers: { 'x-api-key': VALUE }, status: 101, source: SELECTION },
    { headers: { 'X-API-Key': VALUE }, status: 101, source: SELECTION },
    { headers: { 'x-api-key': 'other' }, status: 403, source: '3.4' },
    { headers: {}, status: 403, source: '3.4' },
  ])('$headers is answered with $status ($source)', async ({ headers, status }) => {
    const { lambda, calls } = aListeningLambda();
    const routes = [aRoute('$connect', { apiKeyRequired: true })];
    api = await serve(aWebSocketApi({ routes, apiKeys }), { lambda });
    const client = new Client(api.url, { headers });

    const answered = await client.status();

    expect(answered).toBe(status);
    expect(calls).toHaveLength(status === 101 ? 1 : 0);
  });

  test.each([
    { usageIdentifierKey: VALUE, status: 101 },
    { usageIdentifierKey: 'other', status: 403 },
  ])(
    `may come from the authorizer: $status (${SELECTION})`,
    async ({ usageIdentifierKey, status }) => {
      const [connectRoute, ...others] = anApi().routes;
      const { lambda } = aCheckingLambda(aPolicy('Allow', { usageIdentifierKey }));
      api = await serve(
        aWebSocketApi({
          routes: [{ ...aRoute('$connect'), ...connectRoute, apiKeyRequired: true }, ...others],
          apiKeySelectionExpression: '$context.authorizer.usageIdentifierKey',
          apiKeys,
        }),
        { lambda },
      );
      const client = new Client(api.url, SIGNED_IN);

      const answered = await client.status();

      expect(answered).toBe(status);
    },
  );
});
