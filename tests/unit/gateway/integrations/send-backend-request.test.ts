import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { BackendRequest } from '../../../../toolbox/gateway/integrations/backend.ts';
import { ResponseTooLargeError } from '../../../../toolbox/gateway/integrations/backend.ts';
import { sendBackendRequest } from '../../../../toolbox/gateway/integrations/send-backend-request.ts';

let server: Server | undefined;

async function listen(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  if (server === undefined) return;
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
  server = undefined;
});

function aRequest(origin: string, changes: Partial<BackendRequest> = {}): BackendRequest {
  return {
    endpoint: { origin, path: '/a/../b?c=%7B' },
    method: 'POST',
    headers: [],
    body: '',
    signal: new AbortController().signal,
    ...changes,
  };
}

describe('sendBackendRequest', () => {
  test('sends path, headers and body as they are, and gives the answer as it came', async () => {
    const received: { request: IncomingMessage; body: Buffer }[] = [];
    const origin = await listen(async (request, response) => {
      received.push({ request, body: Buffer.concat(await request.toArray()) });
      response.writeHead(302, ['Location', '/else', 'Set-Cookie', 'a', 'Set-Cookie', 'b']);
      response.end(Buffer.from([0, 255]));
    });

    const answer = await sendBackendRequest(
      aRequest(origin, {
        headers: [
          ['X-Many', '1'],
          ['x-many', '2'],
          ['Host', 'a.example'],
        ],
        body: Buffer.from([1, 254]),
      }),
    );

    expect(answer).toMatchObject({ statusCode: 302, body: Buffer.from([0, 255]) });
    expect(answer.headers.filter(([name]) => name === 'Set-Cookie')).toEqual([
      ['Set-Cookie', 'a'],
      ['Set-Cookie', 'b'],
    ]);
    const [{ request, body } = { request: undefined, body: undefined }] = received;
    expect(request?.url).toBe('/a/../b?c=%7B');
    expect(request?.method).toBe('POST');
    expect(request?.headers).toMatchObject({ host: 'a.example', 'content-length': '2' });
    expect(request?.headersDistinct['x-many']).toEqual(['1', '2']);
    expect(body).toEqual(Buffer.from([1, 254]));
  });

  test('sends no Content-Length without a body', async () => {
    let headers: IncomingMessage['headers'] = {};
    const origin = await listen((request, response) => {
      headers = request.headers;
      response.end();
    });

    await sendBackendRequest(aRequest(origin, { method: 'GET' }));

    expect(headers).not.toHaveProperty('content-length');
    expect(headers).not.toHaveProperty('transfer-encoding');
  });

  test('stops reading after 10 MB', async () => {
    const origin = await listen((_request, response) => {
      response.end(Buffer.alloc(10 * 1024 * 1024 + 1));
    });

    await expect(sendBackendRequest(aRequest(origin))).rejects.toThrow(ResponseTooLargeError);
  });

  test('rejects when nobody listens', async () => {
    const origin = await listen(() => {});
    server?.close();
    await once(server as Server, 'close');
    server = undefined;

    await expect(sendBackendRequest(aRequest(origin))).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });

  test('rejects when the connection breaks in the middle', async () => {
    const origin = await listen((_request, response) => {
      response.writeHead(200, { 'Content-Length': '10' });
      response.write('half', () => response.destroy());
    });

    await expect(sendBackendRequest(aRequest(origin))).rejects.toThrow();
  });

  test('closes the connection when nobody waits any more', async () => {
    const arrived = new Promise<IncomingMessage>((resolve) => {
      void listen((request) => resolve(request)).then((origin) => {
        answer = sendBackendRequest(aRequest(origin, { signal: abandoned.signal }));
        answer.catch(() => {});
      });
    });
    const abandoned = new AbortController();
    let answer: ReturnType<typeof sendBackendRequest> | undefined;

    const request = await arrived;
    abandoned.abort();

    await expect(answer).rejects.toThrow();
    while (!request.destroyed) await setImmediate();
  });
});
