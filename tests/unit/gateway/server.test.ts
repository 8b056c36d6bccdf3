import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import type { Gateway, GatewayResponse } from '../../../toolbox/gateway/gateway.ts';
import { createGatewayServer } from '../../../toolbox/gateway/server.ts';
import { type ServedGateway, serveGateway } from './served-gateway.ts';

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

let served: ServedGateway;
let answer: Gateway;

beforeEach(async () => {
  answer = () => ANSWER;
  served = await serveGateway((request) => answer(request));
});

afterEach(() => served.close());

describe('createGatewayServer', () => {
  test('gives the gateway the request as it was sent', async () => {
    await served.send(
      { method: 'PUT', path: '/a%20b/?x=%41&y', headers: { 'X-Order': '7' } },
      Buffer.from([1, 2, 3]),
    );

    const [request] = served.received;
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
    const { statusCode, headers, body } = await served.send({ method: 'POST' });

    expect({ statusCode, body }).toEqual({ statusCode: 200, body: ANSWER.body });
    expect(headers).toMatchObject({ 'x-many': '1, 2', 'content-length': '16' });
    expect(Buffer.from(String(headers['x-text']), 'latin1').toString('utf8')).toBe('50 €');
    expect(headers['x-powered-by']).toBeUndefined();
  });

  test('sends header bytes unchanged beside a body of ASCII', async () => {
    answer = () => ({ ...ANSWER, body: '{}' });

    const { headers } = await served.send({});

    expect(Buffer.from(String(headers['x-text']), 'latin1').toString('utf8')).toBe('50 €');
  });

  test('waits for an answer that comes later', async () => {
    answer = async () => ({ ...ANSWER, statusCode: 201 });

    expect((await served.send({})).statusCode).toBe(201);
  });

  test.each(['HEAD', 'GET'])('answers %s with the length of the body', async (method) => {
    const { headers, body } = await served.send({ method });

    expect(headers['content-length']).toBe('16');
    expect(body).toBe(method === 'HEAD' ? '' : ANSWER.body);
  });

  test.each(['evil.example', 'evil.example:3000', '169.254.169.254'])(
    'refuses the Host %j, which a web page could have sent',
    async (host) => {
      const { statusCode, body } = await served.send({ headers: { Host: host } });

      expect(statusCode).toBe(403);
      expect(JSON.parse(body).message).toContain('DNS rebinding');
      expect(served.received).toEqual([]);
    },
  );

  test.each(['localhost', 'localhost:3000', '127.0.0.1', '[::1]:3000', 'LOCALHOST'])(
    'accepts the Host %s',
    async (host) => {
      expect((await served.send({ headers: { Host: host } })).statusCode).toBe(200);
    },
  );

  test('keeps no more of a body than shows that it is too large', async () => {
    const body = Buffer.alloc(12 * 1024 * 1024, 'a');
    answer = ({ body: collected }) => ({ ...ANSWER, body: String(collected.length) });

    const collected = Number((await served.send({ method: 'POST' }, body)).body);

    expect(collected).toBeGreaterThan(10 * 1024 * 1024);
    expect(collected).toBeLessThan(body.length);
  });

  test.each([
    { name: 'headers over 10,240 bytes', headers: { 'X-Long': 'a'.repeat(10_240) }, path: '/' },
    { name: 'headers that no parser takes', headers: { 'X-Long': 'a'.repeat(60_000) }, path: '/' },
  ])('answers $name with 431', async ({ headers, path }) => {
    expect((await served.send({ headers, path })).statusCode).toBe(431);
  });

  test('answers a URL over 10,240 bytes with 414', async () => {
    expect((await served.send({ path: `/${'a'.repeat(10_240)}` })).statusCode).toBe(414);
  });

  test('keeps headers that are just short enough', async () => {
    expect((await served.send({ headers: { 'X-Long': 'a'.repeat(10_000) } })).statusCode).toBe(200);
  });

  test.each([
    { line: 'GET http://localhost/a?b=c HTTP/1.1', rawPath: '/a', rawQuery: 'b=c' },
    { line: 'GET http://localhost HTTP/1.1', rawPath: '/', rawQuery: '' },
    { line: 'OPTIONS * HTTP/1.1', rawPath: '/*', rawQuery: '' },
  ])('reads the request line $line', async ({ line, rawPath, rawQuery }) => {
    await served.sendBytes(`${line}\r\nHost: localhost\r\nConnection: close\r\n\r\n`);

    expect(served.received).toMatchObject([{ rawPath, rawQuery }]);
  });

  test('answers what is no HTTP with 400', async () => {
    expect(await served.sendBytes('no HTTP\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  });

  test('answers 204 without a length, as it has no body', async () => {
    answer = () => ({ statusCode: 204, headers: [], body: 'ignored' });

    const { statusCode, headers, body } = await served.send({});

    expect({ statusCode, body }).toEqual({ statusCode: 204, body: '' });
    expect(headers).not.toHaveProperty('content-length');
  });

  test('gives no client more than minutes for its headers or its request', () => {
    const server = createGatewayServer(() => ANSWER, { listenHost: '127.0.0.1' });

    for (const timeoutMs of [server.headersTimeout, server.requestTimeout]) {
      expect(timeoutMs).toBeGreaterThan(0);
      expect(timeoutMs).toBeLessThanOrEqual(5 * 60 * 1000);
    }
  });

  test('tells a client that took too long so, with 408', async () => {
    const server = createGatewayServer(() => ANSWER, { listenHost: '127.0.0.1' });
    const socket = new PassThrough();
    const timeout = Object.assign(new Error('Request timeout'), {
      code: 'ERR_HTTP_REQUEST_TIMEOUT',
    });

    server.emit('clientError', timeout, socket);

    expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
  });

  test('goes on after any bytes and after a connection that ends in the middle', async () => {
    await served.sendBytes('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc');
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1 }), async (bytes) => {
        await served.sendBytes(bytes);
      }),
      { numRuns: 50 },
    );

    expect((await served.send({})).statusCode).toBe(200);
  });
});
