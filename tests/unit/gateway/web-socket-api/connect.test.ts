import { once } from 'node:events';
import { request } from 'node:http';
import {
  aListeningLambda,
  aMock,
  aRoute,
  aStatesIntegration,
  aWebSocketApi,
  Client,
  connect,
  type ServedWebSocketApi,
  serve,
} from './a-web-socket-api.ts';

let api: ServedWebSocketApi | undefined;
afterEach(() => api?.stop());

const CONNECT_ONLY = aWebSocketApi({ routes: [aRoute('$connect')] });

async function handshakeStatus(
  { url }: ServedWebSocketApi,
  headers: Record<string, string>,
): Promise<number | undefined> {
  const handshake = request(url, {
    headers: {
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'Sec-WebSocket-Version': '13',
      ...headers,
    },
  });
  handshake.end();
  const [response] = await once(handshake, 'response');
  response.resume();
  return response.statusCode;
}

const { integration: _, ...ROUTE_WITHOUT_INTEGRATION } = aRoute('$connect');

describe('$connect', () => {
  test.each([
    { path: '/', source: 'served without a stage' },
    { path: '/dev', source: 'DG "Use @connections commands": {api host}/{stage}' },
    { path: '/dev/', source: 'the same' },
    { path: '/?token=1', source: 'note' },
    { path: '/dev?token=1', source: 'note' },
  ])('connects a client at $path ($source)', async ({ path }) => {
    const { lambda, events } = aListeningLambda();
    api = await serve(CONNECT_ONLY, { lambda });

    await connect(api, { path });

    expect(events()).toMatchObject([{ requestContext: { eventType: 'CONNECT' } }]);
  });

  test.each(['/prod', '/dev/more', '/@connections/x'])('refuses a client at %s', async (path) => {
    const { lambda, calls } = aListeningLambda();
    api = await serve(CONNECT_ONLY, { lambda });

    await expect(new Client(api.url, { path }).refusal()).resolves.toMatchObject({ status: 403 });
    expect(calls).toEqual([]);
  });

  test.each([
    { answer: '{"statusCode":200}', source: 'note (measured)' },
    { answer: '{"statusCode":201}', source: 'note (measured)' },
    { answer: '{"statusCode":204,"body":"text"}', source: 'note (measured): 2xx' },
    { answer: '{}', source: 'LSV: no statusCode is 200' },
  ])('connects a client when the function answers $answer ($source)', async ({ answer }) => {
    api = await serve(
      CONNECT_ONLY,
      aListeningLambda(() => answer),
    );

    const client = await connect(api);

    expect(client.socket.readyState).toBe(client.socket.OPEN);
  });

  test.each([
    { answer: '{"statusCode":301}', status: 301, source: 'note (measured)' },
    { answer: '{"statusCode":401}', status: 401, source: 'note (measured)' },
    { answer: '{"statusCode":501}', status: 501, source: 'note (measured)' },
    { answer: '{"statusCode":403,"body":"secret"}', status: 403, source: 'note (measured)' },
    { answer: 'Error: broken', status: 502, source: 'note (measured): exception' },
    { answer: 'null', status: 502, source: 'AG 4.2' },
    { answer: '"text"', status: 502, source: 'AG 4.2' },
  ])(
    'answers the upgrade with $status when the function answers $answer ($source)',
    async ({ answer, status }) => {
      api = await serve(
        CONNECT_ONLY,
        aListeningLambda(() => answer),
      );

      const refusal = await new Client(api.url).refusal();

      expect(refusal.status).toBe(status);
      expect(refusal.body).not.toContain('secret');
      expect(api.log).toMatchObject([{ method: 'CONNECT', status, error: expect.any(String) }]);
    },
  );

  test('holds the upgrade until the integration is done (DG "Managing connected users and client apps")', async () => {
    const steps: string[] = [];
    let answer = (_: string): void => {};
    const { lambda, called } = aListeningLambda(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    api = await serve(CONNECT_ONLY, { lambda });
    const client = new Client(api.url);
    const opened = client.opened().then(() => steps.push('opened'));

    await called(1);
    steps.push('answered');
    answer('{"statusCode":200}');
    await opened;

    expect(steps).toEqual(['answered', 'opened']);
  });

  test.each([
    { name: 'no route $connect', routes: [aRoute('$default')] },
    { name: 'a route without an integration', routes: [ROUTE_WITHOUT_INTEGRATION] },
  ])('connects every client with $name (DG: the integration is optional)', async ({ routes }) => {
    const { lambda, calls } = aListeningLambda();
    api = await serve(aWebSocketApi({ routes }), { lambda });

    await connect(api);

    expect(calls).toEqual([]);
  });

  test.each([
    { name: 'a mock with 200', integration: aMock('{"statusCode":200}'), opens: true },
    { name: 'a mock with 403', integration: aMock('{"statusCode":403}'), opens: false },
    { name: 'a mock without a status', integration: aMock('{}'), opens: false },
    {
      name: 'a service that answers 200',
      integration: aStatesIntegration('{"user":"$input.params(\'user\')"}'),
      opens: true,
    },
  ])('is decided by $name (DG: any failure = no connection)', async ({ integration, opens }) => {
    api = await serve(aWebSocketApi({ routes: [aRoute('$connect', { integration })] }));
    const status = await new Client(api.url).status();

    expect(status === 101).toBe(opens);
  });

  test('gives the integration the parameters of the request (DG "API Gateway WebSocket API mapping template reference")', async () => {
    const bodies: string[] = [];
    const integration = aStatesIntegration(
      '$input.params("user") $input.params("X-Room") $context.eventType $context.routeKey',
    );
    api = await serve(aWebSocketApi({ routes: [aRoute('$connect', { integration })] }), {
      states(_operation, body) {
        bodies.push(body);
        return { statusCode: 200, body: '{}' };
      },
    });

    await connect(api, { path: '/?user=ann', headers: { 'X-Room': 'blue' } });

    expect(bodies).toEqual(['ann blue CONNECT $connect']);
  });

  test.each([
    { returned: { 'Sec-WebSocket-Protocol': 'chat' }, protocol: 'chat' },
    { returned: { 'sec-websocket-protocol': 'other' }, protocol: 'other' },
  ])(
    'uses the subprotocol that the integration returns: $returned (DG "Setting up a $connect route that requires a WebSocket subprotocol")',
    async ({ returned, protocol }) => {
      const answer = JSON.stringify({ statusCode: 200, headers: returned });
      api = await serve(
        CONNECT_ONLY,
        aListeningLambda(() => answer),
      );

      const client = await connect(api, { protocols: ['chat', 'other'] });

      expect(client.socket.protocol).toBe(protocol);
    },
  );

  test('leaves a client without subprotocol that asked for one and whose integration returns none', async () => {
    api = await serve(CONNECT_ONLY);
    const client = new Client(api.url, { protocols: ['chat'] });

    const [error] = await new Promise<Error[]>((resolve) => {
      client.socket.on('error', (thrown) => resolve([thrown]));
    });

    expect(error?.message).toContain('no subprotocol');
  });

  test.each([
    { name: 'a wrong key', headers: { 'Sec-WebSocket-Key': 'short' } },
    { name: 'another version', headers: { 'Sec-WebSocket-Version': '8' } },
    { name: 'another protocol', headers: { Upgrade: 'h2c' } },
  ])('refuses $name before the function runs', async ({ headers }) => {
    const { lambda, calls } = aListeningLambda();
    api = await serve(CONNECT_ONLY, { lambda });

    const status = await handshakeStatus(api, headers);

    expect(status).toBe(400);
    expect(calls).toEqual([]);
  });

  test('refuses a host that is not this machine', async () => {
    api = await serve(CONNECT_ONLY);

    const refusal = await new Client(api.url, { headers: { Host: 'evil.example' } }).refusal();

    expect(refusal).toMatchObject({ status: 403, body: expect.stringContaining('evil.example') });
  });

  test('lets pages of any origin connect, as on AWS', async () => {
    api = await serve(CONNECT_ONLY);

    const client = await connect(api, { headers: { Origin: 'https://other.example' } });

    expect(client.socket.readyState).toBe(client.socket.OPEN);
  });
});
