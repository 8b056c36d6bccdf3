import { once } from 'node:events';
import type { Server } from 'node:http';
import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import fc from 'fast-check';
import type { GatewayRequest, GatewayResponse } from '../../../toolbox/gateway/context.ts';
import { createGatewayServer } from '../../../toolbox/gateway/server.ts';

const ANSWER: GatewayResponse = {
  statusCode: 200,
  headers: [
    ['Content-Type', 'application/json'],
    ['X-Many', '1'],
    ['X-Many', '2'],
    ['X-Text', Buffer.from('50 €').toString('latin1')],
  ],
  body: '{"text":"ü€"}',
};

let server: Server;
let received: GatewayRequest[] = [];
let answer: (request: GatewayRequest) => GatewayResponse | Promise<GatewayResponse>;

beforeAll(async () => {
  server = createGatewayServer(
    (request) => {
      received.push(request);
      return answer(request);
    },
    { listenHost: '127.0.0.1' },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

beforeEach(() => {
  received = [];
  answer = () => ANSWER;
});

afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});

function port(): number {
  return (server.address() as AddressInfo).port;
}

interface Received {
  readonly statusCode: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function send(options: RequestOptions, body?: string | Uint8Array): Promise<Received> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: port(), ...options }, (response) => {
      const chunks: Uint8Array[] = [];
      response.on('data', (chunk: Uint8Array) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode, headers } = response;
        resolve({ statusCode, headers, body: Buffer.concat(chunks).toString('utf8') });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Writes bytes to the server and reads until it ends the connection. */
async function sendBytes(bytes: string | Uint8Array): Promise<string> {
  const socket = connect(port(), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  socket.end(bytes);
  await once(socket, 'close');
  return text;
}

describe('createGatewayServer', () => {
  test('gives the gateway the request as it was sent', async () => {
    await send(
      { method: 'PUT', path: '/a%20b/?x=%41&y', headers: { 'X-Order': '7' } },
      Buffer.from([1, 2, 3]),
    );

    const [request] = received;
    expect(request).toMatchObject({
      method: 'PUT',
      rawPath: '/a%20b/',
      rawQuery: 'x=%41&y',
      sourceIp: '127.0.0.1',
    });
    expect(request?.headers).toEqual(expect.arrayContaining(['X-Order', '7']));
    expect([...(request?.body ?? [])]).toEqual([1, 2, 3]);
  });

  test('sends status, headers and body as the gateway gave them', async () => {
    const { statusCode, headers, body } = await send({ method: 'POST' });

    expect({ statusCode, body }).toEqual({ statusCode: 200, body: ANSWER.body });
    expect(headers).toMatchObject({ 'x-many': '1, 2', 'content-length': '16' });
    expect(Buffer.from(String(headers['x-text']), 'latin1').toString('utf8')).toBe('50 €');
    expect(headers['x-powered-by']).toBeUndefined();
  });

  test('sends header bytes unchanged beside a body of ASCII', async () => {
    answer = () => ({ ...ANSWER, body: '{}' });

    const { headers } = await send({});

    expect(Buffer.from(String(headers['x-text']), 'latin1').toString('utf8')).toBe('50 €');
  });

  test('waits for an answer that comes later', async () => {
    answer = async () => ({ ...ANSWER, statusCode: 201 });

    expect((await send({})).statusCode).toBe(201);
  });

  test.each(['HEAD', 'GET'])('answers %s with the length of the body', async (method) => {
    const { headers, body } = await send({ method });

    expect(headers['content-length']).toBe('16');
    expect(body).toBe(method === 'HEAD' ? '' : ANSWER.body);
  });

  test.each(['evil.example', 'evil.example:3000', '169.254.169.254'])(
    'refuses the Host %j, which a web page could have sent',
    async (host) => {
      const { statusCode, body } = await send({ headers: { Host: host } });

      expect(statusCode).toBe(403);
      expect(JSON.parse(body).message).toContain('DNS rebinding');
      expect(received).toEqual([]);
    },
  );

  test.each(['localhost', 'localhost:3000', '127.0.0.1', '[::1]:3000', 'LOCALHOST'])(
    'accepts the Host %s',
    async (host) => {
      expect((await send({ headers: { Host: host } })).statusCode).toBe(200);
    },
  );

  test('keeps no more of a body than shows that it is too large', async () => {
    const body = Buffer.alloc(12 * 1024 * 1024, 'a');
    answer = ({ body: collected }) => ({ ...ANSWER, body: String(collected.length) });

    const collected = Number((await send({ method: 'POST' }, body)).body);

    expect(collected).toBeGreaterThan(10 * 1024 * 1024);
    expect(collected).toBeLessThan(body.length);
  });

  test.each([
    { name: 'headers over 10,240 bytes', headers: { 'X-Long': 'a'.repeat(10_240) }, path: '/' },
    { name: 'headers that no parser takes', headers: { 'X-Long': 'a'.repeat(60_000) }, path: '/' },
  ])('answers $name with 431', async ({ headers, path }) => {
    expect((await send({ headers, path })).statusCode).toBe(431);
  });

  test('answers a URL over 10,240 bytes with 414', async () => {
    expect((await send({ path: `/${'a'.repeat(10_240)}` })).statusCode).toBe(414);
  });

  test('keeps headers that are just short enough', async () => {
    expect((await send({ headers: { 'X-Long': 'a'.repeat(10_000) } })).statusCode).toBe(200);
  });

  test.each([
    { line: 'GET http://localhost/a?b=c HTTP/1.1', rawPath: '/a', rawQuery: 'b=c' },
    { line: 'GET http://localhost HTTP/1.1', rawPath: '/', rawQuery: '' },
    { line: 'OPTIONS * HTTP/1.1', rawPath: '/*', rawQuery: '' },
  ])('reads the request line $line', async ({ line, rawPath, rawQuery }) => {
    await sendBytes(`${line}\r\nHost: localhost\r\nConnection: close\r\n\r\n`);

    expect(received).toMatchObject([{ rawPath, rawQuery }]);
  });

  test('answers what is no HTTP with 400', async () => {
    expect(await sendBytes('no HTTP\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  });

  test('goes on after any bytes and after a connection that ends in the middle', async () => {
    await sendBytes('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), async (bytes) => {
        await sendBytes(bytes);
      }),
      { numRuns: 50 },
    );

    expect((await send({})).statusCode).toBe(200);
  });
});
