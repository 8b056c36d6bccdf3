import type { JsonObject } from '../../../../toolbox/shared/json.ts';
import {
  aListeningLambda,
  aRoute,
  aWebSocketApi,
  connect,
  type ServedWebSocketApi,
  serve,
} from './a-web-socket-api.ts';

let api: ServedWebSocketApi | undefined;
afterEach(() => api?.stop());

const ALL_ROUTES = aWebSocketApi({
  routes: ['$connect', '$disconnect', '$default', 'join'].map((key) => aRoute(key)),
});

const ID = /^[\w-]{15}=$/;
const COMMON = {
  routeKey: '$connect',
  eventType: 'CONNECT',
  extendedRequestId: expect.stringMatching(ID),
  requestTime: '31/Jan/2024:10:20:30 +0000',
  messageDirection: 'IN',
  stage: 'dev',
  connectedAt: Date.UTC(2024, 0, 31, 10, 20, 30),
  requestTimeEpoch: Date.UTC(2024, 0, 31, 10, 20, 30),
  identity: { sourceIp: '127.0.0.1', userAgent: 'test' },
  requestId: expect.stringMatching(ID),
  connectionId: expect.stringMatching(ID),
  apiId: 'abcde12345',
};

const CLOCK = { now: () => COMMON.connectedAt, sleep: () => new Promise<void>(() => {}) };

async function eventsOf(
  served = ALL_ROUTES,
): Promise<{ readonly events: JsonObject[]; readonly host: string }> {
  const { lambda, events, called } = aListeningLambda();
  api = await serve(served, { lambda, clock: CLOCK });
  const client = await connect(api, {
    path: '/?room=blue&room=red',
    headers: { 'User-Agent': 'test' },
  });
  client.send({ action: 'join', text: 'é' });
  await called(2);
  client.socket.close();
  await called(3);
  return { events: events(), host: api.host };
}

describe('the event of $connect', () => {
  test('has the recorded requestContext (PAT apigw-websocket-api-connection-dynamodb)', async () => {
    const { events, host } = await eventsOf();

    expect(events[0]?.['requestContext']).toEqual({ ...COMMON, domainName: host });
  });

  test('has headers and the query in both forms, and no body and no path (PAT, the same)', async () => {
    const { events, host } = await eventsOf();
    const [event = {}] = events;

    const headers = {
      Host: host,
      'User-Agent': 'test',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': expect.any(String),
      'Sec-WebSocket-Extensions': expect.any(String),
      'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-[\da-f]{8}-[\da-f]{24}$/),
      'X-Forwarded-For': '127.0.0.1',
      'X-Forwarded-Port': host.split(':')[1],
      'X-Forwarded-Proto': 'http',
    };
    expect(event).toEqual({
      headers,
      multiValueHeaders: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, [value]]),
      ),
      queryStringParameters: { room: 'red' },
      multiValueQueryStringParameters: { room: ['blue', 'red'] },
      requestContext: expect.anything(),
      isBase64Encoded: false,
    });
  });

  test('has no query when the client sends none (PAT: only when present)', async () => {
    const { lambda, events } = aListeningLambda();
    api = await serve(ALL_ROUTES, { lambda });

    await connect(api);

    expect(Object.keys(events()[0] ?? {})).toEqual([
      'headers',
      'multiValueHeaders',
      'requestContext',
      'isBase64Encoded',
    ]);
  });
});

describe('the event of a message', () => {
  test('is requestContext with messageId, and the text (PAT apigw-websocket-api-connection-dynamodb)', async () => {
    const { events, host } = await eventsOf();

    expect(events[1]).toEqual({
      requestContext: {
        ...COMMON,
        routeKey: 'join',
        eventType: 'MESSAGE',
        messageId: expect.stringMatching(ID),
        domainName: host,
      },
      body: '{"action":"join","text":"é"}',
      isBase64Encoded: false,
    });
  });

  test('has the stage variables when there are any', async () => {
    const { events } = await eventsOf({ ...ALL_ROUTES, stageVariables: { table: 'rooms' } });

    expect(events.map((event) => event['stageVariables'])).toEqual(
      Array.from({ length: 3 }, () => ({ table: 'rooms' })),
    );
  });

  test('names the same connection in all events, and another request in each', async () => {
    const { events } = await eventsOf();
    const contexts = events.map((event) => event['requestContext'] as JsonObject);

    expect(new Set(contexts.map(({ connectionId }) => connectionId)).size).toBe(1);
    expect(new Set(contexts.map(({ requestId }) => requestId)).size).toBe(3);
    for (const { requestId, extendedRequestId } of contexts) {
      expect(extendedRequestId).toBe(requestId);
    }
  });
});

describe('the event of $disconnect', () => {
  test('has the recorded headers, and no body (notes)', async () => {
    const { events, host } = await eventsOf();

    expect(events[2]).toEqual({
      headers: { Host: host, 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' },
      multiValueHeaders: {
        Host: [host],
        'x-api-key': [''],
        'X-Forwarded-For': [''],
        'x-restapi': [''],
      },
      requestContext: {
        ...COMMON,
        routeKey: '$disconnect',
        eventType: 'DISCONNECT',
        disconnectStatusCode: 1005,
        disconnectReason: 'Client-side close frame status not set',
        domainName: host,
      },
      isBase64Encoded: false,
    });
  });

  test.each([
    { code: 1001, reason: '', source: 'notes: a browser leaves' },
    { code: 1000, reason: 'bye', source: 'RFC 6455, section 7.1.6' },
    { code: 4000, reason: 'own', source: 'RFC 6455, section 7.4.2' },
  ])('tells how the client closed: $code "$reason" ($source)', async ({ code, reason }) => {
    const { lambda, events, called } = aListeningLambda();
    api = await serve(ALL_ROUTES, { lambda });
    const client = await connect(api);

    client.socket.close(code, reason);
    await called(2);

    expect(events()[1]?.['requestContext']).toMatchObject({
      disconnectStatusCode: code,
      disconnectReason: reason,
    });
  });

  test('tells of a client that vanishes', async () => {
    const { lambda, events, called } = aListeningLambda();
    api = await serve(ALL_ROUTES, { lambda });
    const client = await connect(api);

    client.socket.terminate();
    await called(2);

    expect(events()[1]?.['requestContext']).toMatchObject({ disconnectStatusCode: 1006 });
  });

  test('is logged, with why its function failed, which nobody else learns (DG "Managing connected users and client apps")', async () => {
    const { lambda, called } = aListeningLambda((event) =>
      (event['requestContext'] as JsonObject)['eventType'] === 'DISCONNECT'
        ? 'Error: broken'
        : '{"statusCode":200}',
    );
    let logged = (): void => {};
    const told = new Promise<void>((resolve) => {
      logged = resolve;
    });
    const entries: unknown[] = [];
    api = await serve(ALL_ROUTES, {
      lambda,
      log(entry) {
        entries.push(entry);
        if (entry.method === 'DISCONNECT') logged();
      },
    });
    const client = await connect(api);

    client.socket.close();
    await called(2);
    await told;

    expect(entries).toMatchObject([
      { method: 'CONNECT', status: 101 },
      { method: 'DISCONNECT', error: expect.stringContaining('broken') },
    ]);
  });

  test('is no event for an API without the route', async () => {
    const { lambda, calls } = aListeningLambda();
    let logged = (): void => {};
    const told = new Promise<void>((resolve) => {
      logged = resolve;
    });
    api = await serve(aWebSocketApi({ routes: [aRoute('$connect')] }), {
      lambda,
      log: ({ method }) => {
        if (method === 'DISCONNECT') logged();
      },
    });
    const client = await connect(api);

    client.socket.close();
    await told;

    expect(calls).toHaveLength(1);
  });
});
