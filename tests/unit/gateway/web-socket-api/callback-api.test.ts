import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  GoneException,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { createApiInvoker } from '../../../../toolbox/gateway/api-invoker.ts';
import { GatewayError } from '../../../../toolbox/gateway/gateway-error.ts';
import { createWebSocketApiGateway } from '../../../../toolbox/gateway/web-socket-api/web-socket-api-gateway.ts';
import type { JsonObject } from '../../../../toolbox/shared/json.ts';
import type { RolePrincipal } from '../../../../toolbox/shared/principal.ts';
import { aRecordingBackend, aRecordingService, IDENTITY } from '../an-api.ts';
import {
  aListeningLambda,
  aRoute,
  aWebSocketApi,
  type Client,
  connect,
  type ServedWebSocketApi,
  serve,
} from './a-web-socket-api.ts';

let api: ServedWebSocketApi | undefined;
afterEach(() => api?.stop());

const ROUTES = aWebSocketApi({ routes: [aRoute('$connect'), aRoute('$disconnect')] });
const START_MS = Date.UTC(2024, 0, 31, 10, 20, 30);

type Options = Parameters<typeof serve>[1];

async function aConnection(options: Options = {}): Promise<{
  readonly served: ServedWebSocketApi;
  readonly client: Client;
  readonly connectionId: string;
  readonly events: () => JsonObject[];
  readonly called: (count: number) => Promise<void>;
}> {
  const { lambda, events, called } = aListeningLambda();
  api = await serve(ROUTES, { lambda, ...options });
  const client = await connect(api, { headers: { 'User-Agent': 'test' } });
  const [event = {}] = events();
  const { connectionId } = event['requestContext'] as { connectionId: string };
  return { served: api, client, connectionId, events, called };
}

function sdk({ url }: ServedWebSocketApi): ApiGatewayManagementApiClient {
  return new ApiGatewayManagementApiClient({
    endpoint: `${url}/dev`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
    maxAttempts: 1,
  });
}

/** As AWS gives ids, but of nobody. */
const UNKNOWN_ID = 'AAAAAAAAAAAAAAA=';

describe('the SDK', () => {
  test('posts a text to a connection (SDK; DG "Use @connections commands")', async () => {
    const { served, client, connectionId } = await aConnection();

    const { $metadata } = await sdk(served).send(
      new PostToConnectionCommand({ ConnectionId: connectionId, Data: 'hé' }),
    );

    expect($metadata.httpStatusCode).toBe(200);
    await expect(client.next()).resolves.toBe('hé');
  });

  test('describes a connection (SDK)', async () => {
    const times = [START_MS];
    const clock = { now: () => times.at(-1) ?? 0, sleep: () => new Promise<void>(() => {}) };
    const { served, connectionId } = await aConnection({ clock });
    times.push(START_MS + 5000);
    await sdk(served).send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: 'x' }));

    const answer = await sdk(served).send(new GetConnectionCommand({ ConnectionId: connectionId }));

    expect(answer).toMatchObject({
      ConnectedAt: new Date(START_MS),
      LastActiveAt: new Date(START_MS + 5000),
      Identity: { SourceIp: '127.0.0.1', UserAgent: 'test' },
    });
  });

  test('ends a connection, after which it is gone (SDK)', async () => {
    const { served, client, connectionId, called } = await aConnection();
    const remove = new DeleteConnectionCommand({ ConnectionId: connectionId });

    const { $metadata } = await sdk(served).send(remove);

    expect($metadata.httpStatusCode).toBe(204);
    await expect(sdk(served).send(remove)).rejects.toThrow(GoneException);
    await client.closed;
    await called(2);
  });

  test('learns that a connection is gone (issue aws/aws-sdk-java#2200)', async () => {
    const { served, client, connectionId, called } = await aConnection();
    client.socket.close();
    await called(2);

    await expect(
      sdk(served).send(new PostToConnectionCommand({ ConnectionId: connectionId, Data: 'x' })),
    ).rejects.toMatchObject({ name: 'GoneException', $metadata: { httpStatusCode: 410 } });
  });
});

describe('the @connections API', () => {
  test.each([
    { path: '/dev/@connections/{id}', status: 200, source: 'DG "Use @connections commands"' },
    { path: '/dev/%40connections/{id}', status: 200, source: 'SDK' },
    { path: '/dev/@connections/{encoded}', status: 200, source: 'SDK: = as %3D' },
    { path: '/dev/%40connections/{encoded}', status: 200, source: 'SDK' },
    { path: '/@connections/{id}', status: 403, source: 'issue aws/aws-sdk-php#1955' },
    { path: '/prod/@connections/{id}', status: 403, source: 'the same' },
    {
      path: `/dev/@connections/${UNKNOWN_ID}`,
      status: 410,
      source: 'issue georgeboot/laravel-echo-api-gateway#9',
    },
    { path: '/dev/@connections/abc', status: 400, source: 'issue dherault/serverless-offline#749' },
    {
      path: '/dev/@connections/undefined',
      status: 400,
      source: 'issue localstack/localstack#4694',
    },
    {
      path: '/dev/connections/x',
      status: 404,
      source: 'issue aws-samples/simple-websockets-chat-app#40',
    },
  ])('answers POST $path with $status ($source)', async ({ path, status }) => {
    const { served, connectionId } = await aConnection();
    const target = path
      .replace('{id}', connectionId)
      .replace('{encoded}', encodeURIComponent(connectionId));

    const response = await fetch(`${served.url}${target}`, { method: 'POST', body: 'x' });

    expect(response.status).toBe(status);
    expect(served.log.at(-1)).toMatchObject({ method: 'POST', status });
  });

  test.each([
    {
      method: 'POST',
      path: `/dev/@connections/${UNKNOWN_ID}`,
      type: 'GoneException',
      body: '',
      source: 'issue georgeboot/laravel-echo-api-gateway#9',
    },
    {
      method: 'DELETE',
      path: '/dev/@connections/abc',
      type: 'BadRequestException',
      body: '{"message":"Invalid connectionId: abc"}',
      source: 'issue dherault/serverless-offline#749',
    },
    {
      method: 'POST',
      path: `/@connections/${UNKNOWN_ID}`,
      type: 'ForbiddenException',
      body: '{"message":"Forbidden"}',
      source: 'issue aws/aws-sdk-php#1955',
    },
    {
      method: 'POST',
      path: '/dev/other',
      type: 'NotFoundException',
      body: '{"message":"No method found matching route other for http method POST."}',
      source: 'issue aws-samples/simple-websockets-chat-app#40',
    },
    {
      method: 'PUT',
      path: '/dev/@connections/x',
      type: 'NotFoundException',
      body: '{"message":"No method found matching route @connections/x for http method PUT."}',
      source: 'issue aws-samples/simple-websockets-chat-app#40',
    },
  ])('tells $type for $method $path ($source)', async ({ method, path, type, body }) => {
    api = await serve(ROUTES);

    const response = await fetch(`${api.url}${path}`, { method });

    expect(response.headers.get('x-amzn-ErrorType')).toBe(type);
    await expect(response.text()).resolves.toBe(body);
  });

  test.each([
    { bytes: 131_072, status: 200 },
    { bytes: 131_073, status: 413 },
  ])('answers a body of $bytes bytes with $status (SDK)', async ({ bytes, status }) => {
    const { served, client, connectionId } = await aConnection();

    const response = await fetch(`${served.url}/dev/@connections/${connectionId}`, {
      method: 'POST',
      body: 'x'.repeat(bytes),
    });

    expect(response.status).toBe(status);
    if (status === 200) expect(await client.next()).toHaveLength(bytes);
    else expect(response.headers.get('x-amzn-ErrorType')).toBe('PayloadTooLargeException');
  });

  test('knows no connection whose $connect still runs (KC "410 GoneException")', async () => {
    let status: number | undefined;
    const { lambda } = aListeningLambda(async (event) => {
      const { connectionId, eventType } = event['requestContext'] as Record<string, string>;
      if (eventType === 'CONNECT') {
        const url = `${api?.url}/dev/@connections/${connectionId}`;
        ({ status } = await fetch(url, { method: 'POST', body: 'x' }));
      }
      return '{"statusCode":200}';
    });
    api = await serve(ROUTES, { lambda });

    await connect(api);

    expect(status).toBe(410);
  });
});

const ROLE: RolePrincipal = {
  kind: 'role',
  roleArn: 'arn:aws:iam::123456789012:role/sender',
  sessionName: 'sender',
};

describe('who may call @connections', () => {
  const SIGNATURE =
    'AWS4-HMAC-SHA256 Credential=ASIAFUNCTION/20240131/eu-west-1/execute-api/aws4_request, SignedHeaders=host, Signature=00';
  const principalOf = (id: string) => (id === 'ASIAFUNCTION' ? ROLE : undefined);

  test.each([
    { name: 'a function whose role may', refusal: undefined, status: 200 },
    {
      name: 'a function whose role may not',
      refusal: 'User: sender is not authorized',
      status: 403,
    },
  ])('$name gets $status (DG: execute-api:ManageConnections)', async ({ refusal, status }) => {
    const asked: unknown[] = [];
    const { served, connectionId } = await aConnection({
      principalOf,
      iam(...question) {
        asked.push(question);
        return refusal;
      },
    });

    const response = await fetch(`${served.url}/dev/@connections/${connectionId}`, {
      method: 'POST',
      body: 'x',
      headers: { Authorization: SIGNATURE },
    });

    expect(response.status).toBe(status);
    const resource = `abcde12345/dev/POST/@connections/${connectionId}`;
    expect(asked).toEqual([
      [
        ROLE,
        'execute-api:ManageConnections',
        `arn:aws:execute-api:eu-west-1:123456789012:${resource}`,
      ],
    ]);
    if (status === 403) {
      expect(response.headers.get('x-amzn-ErrorType')).toBe('ForbiddenException');
      await expect(response.json()).resolves.toEqual({ message: refusal });
    }
  });

  test('a stranger is refused where signatures are verified (SDK)', async () => {
    const { served, connectionId } = await aConnection({
      authorizer() {
        throw new GatewayError('MISSING_AUTHENTICATION_TOKEN');
      },
    });

    const response = await fetch(`${served.url}/dev/@connections/${connectionId}`);

    expect(response.status).toBe(403);
    expect(response.headers.get('x-amzn-ErrorType')).toBe('ForbiddenException');
  });
});

describe('a state that calls the API', () => {
  const ENDPOINT = 'abcde12345.execute-api.eu-west-1.amazonaws.com';

  function anInvoker() {
    const gateway = createWebSocketApiGateway(ROUTES, {
      identity: IDENTITY,
      states: aRecordingService().states,
      lambda: aListeningLambda().lambda,
      sendRequest: aRecordingBackend().sendRequest,
      principalOf: () => undefined,
      iam: (_, action) => (action === 'execute-api:ManageConnections' ? undefined : 'no'),
      clock: { now: () => START_MS, sleep: () => new Promise(() => {}) },
      uuid: () => '11112222-3333-4444-8555-666677778888',
    });
    return createApiInvoker({
      identity: IDENTITY,
      servedApis: () => [{ api: ROUTES, ...gateway }],
      now: () => START_MS,
      uuid: () => 'request',
    });
  }

  test.each([
    { name: 'signed', signer: ROLE, stage: 'dev', status: 410 },
    { name: 'not signed', signer: undefined, stage: 'dev', status: 403 },
    { name: 'for another stage', signer: ROLE, stage: 'prod', status: 403 },
  ])(
    '$name, gets $status for a connection that is gone (SFN-DG "Call API Gateway")',
    async ({ signer, stage, status }) => {
      const response = await anInvoker()({
        apiEndpoint: ENDPOINT,
        method: 'POST',
        rawPath: `/${stage}/%40connections/${encodeURIComponent(UNKNOWN_ID)}`,
        rawQuery: '',
        headers: [],
        body: '"x"',
        signer,
      });

      expect(response?.statusCode).toBe(status);
    },
  );
});
