import { once } from 'node:events';
import type { JsonObject } from '../../../../toolbox/shared/json.ts';
import { type SimulatedClock, simulatedClock } from '../../../simulated-clock.ts';
import {
  aListeningLambda,
  aRoute,
  aWebSocketApi,
  Client,
  connect,
  type ServedWebSocketApi,
  serve,
} from './a-web-socket-api.ts';

let api: ServedWebSocketApi | undefined;
afterEach(() => api?.stop());

const ROUTES = aWebSocketApi({
  routes: [aRoute('$disconnect'), aRoute('$default', { isTwoWay: true })],
});

const KILOBYTE = 1024;
const MINUTE_MS = 60_000;
const QUOTAS = 'DG "Quotas and important notes"';

function ends(event: JsonObject): boolean {
  return (event['requestContext'] as JsonObject)['eventType'] === 'DISCONNECT';
}

/** Sends a message in frames of so many bytes. */
function sendFrames(client: Client, frames: readonly number[]): void {
  for (const [index, bytes] of frames.entries()) {
    client.socket.send('x'.repeat(bytes), { fin: index === frames.length - 1 });
  }
}

describe('a message', () => {
  test.each([
    { frames: [32 * KILOBYTE], source: `${QUOTAS}: a frame of 32 KB` },
    { frames: [32, 32, 32, 32].map((size) => size * KILOBYTE), source: `${QUOTAS}: 128 KB` },
    { frames: [1, 0, 1], source: 'RFC 6455, section 5.4' },
  ])('of $frames bytes is served ($source)', async ({ frames }) => {
    const { lambda, events } = aListeningLambda(() => '{"statusCode":200,"body":"served"}');
    api = await serve(ROUTES, { lambda });
    const client = await connect(api);

    sendFrames(client, frames);

    await expect(client.next()).resolves.toBe('served');
    const total = frames.reduce((sum, bytes) => sum + bytes);
    expect(events()[0]?.['body']).toBe('x'.repeat(total));
  });

  test.each([
    { frames: [32 * KILOBYTE + 1], source: `${QUOTAS}: a frame over 32 KB` },
    { frames: [1, 32 * KILOBYTE + 1], source: `${QUOTAS}: a later frame over 32 KB` },
    { frames: [65 * KILOBYTE], source: `${QUOTAS}: a frame with a long length` },
    {
      frames: [32, 32, 32, 32].map((size) => size * KILOBYTE).concat(1),
      source: `${QUOTAS}: over 128 KB`,
    },
  ])(
    'of $frames bytes ends the connection with 1009, and is not served ($source)',
    async ({ frames }) => {
      const { lambda, events, called } = aListeningLambda();
      api = await serve(ROUTES, { lambda });
      const client = await connect(api);

      sendFrames(client, frames);

      await expect(client.closed).resolves.toMatchObject({ code: 1009 });
      await called(1);
      expect(events()).toMatchObject([{ requestContext: { disconnectStatusCode: 1009 } }]);
    },
  );

  test(`in a binary frame ends the connection with 1003 (${QUOTAS}; DG "Working with binary media types for WebSocket APIs")`, async () => {
    const { lambda, events, called } = aListeningLambda();
    api = await serve(ROUTES, { lambda });
    const client = await connect(api);

    client.socket.send(Buffer.from('{"action":"x"}'));

    await expect(client.closed).resolves.toMatchObject({ code: 1003 });
    await called(1);
    expect(events()).toMatchObject([{ requestContext: { disconnectStatusCode: 1003 } }]);
  });
});

describe('a connection', () => {
  async function aTimedConnection(): Promise<{
    readonly clock: SimulatedClock;
    readonly client: Client;
    readonly events: () => JsonObject[];
    readonly disconnected: Promise<void>;
  }> {
    const clock = simulatedClock(0);
    let disconnect = (): void => {};
    const disconnected = new Promise<void>((resolve) => {
      disconnect = resolve;
    });
    const { lambda, events } = aListeningLambda((event) => {
      if (ends(event)) disconnect();
      return '{"statusCode":200,"body":"served"}';
    });
    api = await serve(ROUTES, { lambda, clock });
    return { clock, client: await connect(api), events, disconnected };
  }

  test(`that nobody uses ends after 10 minutes with 1001 "Going away" (${QUOTAS}; notes)`, async () => {
    const { clock, client, events, disconnected } = await aTimedConnection();

    await expect(clock.runUntil(client.closed)).resolves.toEqual({
      code: 1001,
      reason: 'Going away',
    });
    await clock.runUntil(disconnected);
    expect(clock.now()).toBeGreaterThanOrEqual(10 * MINUTE_MS);
    expect(clock.now()).toBeLessThan(11 * MINUTE_MS);
    expect(events()).toMatchObject([
      { requestContext: { disconnectStatusCode: 1001, disconnectReason: 'Going away' } },
    ]);
  });

  test.each([
    {
      name: 'a message',
      async use(client: Client) {
        client.send('x');
        await client.next();
      },
    },
    {
      name: 'a ping',
      async use(client: Client) {
        client.socket.ping();
        await once(client.socket, 'pong');
      },
    },
  ])('is used by $name', async ({ use }) => {
    const { clock, client } = await aTimedConnection();

    await clock.runUntil(clock.sleep(9 * MINUTE_MS));
    await use(client);
    await clock.runUntil(client.closed);

    expect(clock.now()).toBeGreaterThanOrEqual(19 * MINUTE_MS);
  });

  test(`in use ends after 2 hours (${QUOTAS})`, async () => {
    const { clock, client, disconnected } = await aTimedConnection();

    for (let minutes = 9; minutes < 120; minutes += 9) {
      await clock.runUntil(clock.sleep(9 * MINUTE_MS));
      client.send('x');
      await client.next();
    }
    await clock.runUntil(disconnected);

    expect(clock.now()).toBeGreaterThanOrEqual(120 * MINUTE_MS);
    expect(clock.now()).toBeLessThan(121 * MINUTE_MS);
  });
});

describe('the end of the runtime', () => {
  test('closes each connection with 1001 and waits for $disconnect', async () => {
    const finished: string[] = [];
    const { lambda } = aListeningLambda(async (event) => {
      await new Promise((resolve) => setImmediate(resolve));
      finished.push(ends(event) ? 'DISCONNECT' : 'other');
      return '{"statusCode":200}';
    });
    api = await serve(ROUTES, { lambda });
    const clients = [await connect(api), await connect(api)];

    await api.close();

    expect(finished).toEqual(['DISCONNECT', 'DISCONNECT']);
    for (const client of clients) {
      await expect(client.closed).resolves.toEqual({ code: 1001, reason: 'Going away' });
    }
  });

  test('lets nobody in any more, and cuts clients whose $connect runs', async () => {
    const { lambda, called } = aListeningLambda(() => new Promise(() => {}));
    api = await serve(aWebSocketApi({ routes: [aRoute('$connect')] }), { lambda });
    const waiting = new Client(api.url);
    const cut = once(waiting.socket, 'error');
    await called(1);

    await api.close();

    await cut;
    await expect(new Client(api.url).status()).resolves.toBe(503);
  });

  test('waits neither for a function nor for a client that does not answer', async () => {
    const clock = simulatedClock(0);
    const { lambda } = aListeningLambda(() => new Promise(() => {}));
    api = await serve(ROUTES, { lambda, clock });
    const client = await connect(api);
    client.socket.pause();

    await clock.runUntil(api.close());

    expect(clock.now()).toBeLessThan(2000);
  });
});
