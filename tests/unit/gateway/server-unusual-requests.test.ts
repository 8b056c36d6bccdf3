import { once } from 'node:events';
import { connect } from 'node:net';
import type { GatewayRequest, GatewayResponse } from '../../../toolbox/gateway/gateway.ts';
import { type ServedGateway, serveGateway } from './served-gateway.ts';

let served: ServedGateway;

beforeEach(async () => {
  served = await serveGateway(answerInWords);
});

afterEach(() => served.close());

/** Answers `/later` in a later turn of the event loop than the requests that come with it. */
function answerInWords(request: GatewayRequest): GatewayResponse | Promise<GatewayResponse> {
  const { method, rawPath, body } = request;
  const response = { statusCode: 200, headers: [], body: `<${method} ${rawPath} ${body.length}>` };
  if (rawPath !== '/later') return response;
  return new Promise((resolve) => {
    setImmediate(() => setImmediate(resolve, response));
  });
}

const HOST = 'Host: localhost\r\n';
const CLOSE = 'Connection: close\r\n';

const requestOf = (line: string, headers = '') => `${line}\r\n${HOST}${headers}\r\n`;
const lastRequestOf = (line: string, headers = '') => requestOf(line, `${CLOSE}${headers}`);

describe('the target of a request', () => {
  test.each([
    // DG "Amazon API Gateway important notes": path parameters are matched as they were sent.
    { target: '/%2e%2e/%2E%2E/etc', rawPath: '/%2e%2e/%2E%2E/etc', rawQuery: '' },
    { target: '/a/../b/./c', rawPath: '/a/../b/./c', rawQuery: '' },
    { target: '//evil.example//a/', rawPath: '//evil.example//a/', rawQuery: '' },
    { target: '/%00%0d%0a', rawPath: '/%00%0d%0a', rawQuery: '' },
    { target: '/a%2Fb', rawPath: '/a%2Fb', rawQuery: '' },
    { target: '/%/%zz/%c3', rawPath: '/%/%zz/%c3', rawQuery: '' },
    { target: '/a;b=c?d;e', rawPath: '/a;b=c', rawQuery: 'd;e' },
    { target: '/a?b?c=%26', rawPath: '/a', rawQuery: 'b?c=%26' },
    // RFC 9112 3.2.2: a server takes the absolute form too.
    { target: 'http://localhost?b', rawPath: '/', rawQuery: 'b' },
    { target: 'HTTPS://user:secret@localhost:1/a', rawPath: '/a', rawQuery: '' },
    { target: 'ftp://localhost/a', rawPath: '/ftp://localhost/a', rawQuery: '' },
  ])('reaches the gateway as it was sent: $target', async ({ target, rawPath, rawQuery }) => {
    await served.sendBytes(lastRequestOf(`GET ${target} HTTP/1.1`));

    expect(served.received).toMatchObject([{ rawPath, rawQuery }]);
  });
});

describe('the method of a request', () => {
  test.each(['TRACE', 'PROPFIND', 'PURGE', 'DELETE'])(
    'is up to the gateway: %s',
    async (method) => {
      const answer = await served.sendBytes(
        lastRequestOf(`${method} /a HTTP/1.1`, 'X-Secret: s\r\n'),
      );

      expect(answer).toMatch(new RegExp(`^HTTP/1.1 200 .*<${method} /a 0>$`, 's'));
      expect(answer).not.toContain('X-Secret');
    },
  );

  test('makes no tunnel: CONNECT', async () => {
    expect(await served.sendBytes(requestOf('CONNECT localhost:80 HTTP/1.1'))).toBe('');
    expect(served.received).toEqual([]);
  });

  test('changes no protocol: an upgrade is answered as the request that it comes with', async () => {
    const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 2\r\n';

    const answer = await served.sendUntil(`${requestOf('POST /a HTTP/1.1', upgrade)}{}`, '>');

    expect(answer).toMatch(/^HTTP\/1\.1 200 .*<POST \/a 2>$/s);
  });
});

describe('a refused upgrade', () => {
  const REFUSAL = { statusCode: 403, headers: [], body: '<refused>' };
  const UPGRADE = requestOf('GET /a HTTP/1.1', 'Connection: Upgrade\r\nUpgrade: websocket\r\n');

  test('ends the connection, also of a client that keeps its own end open', async () => {
    const refusing = await serveGateway(answerInWords, async () => REFUSAL);
    const client = connect({ port: refusing.port, host: '127.0.0.1', allowHalfOpen: true });
    let answer = '';
    client.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    client.write(UPGRADE);

    await once(client, 'end');
    await refusing.close();

    expect(answer).toMatch(/^HTTP\/1\.1 403 Forbidden\r\n.*<refused>$/s);
    client.destroy();
  });
});

describe('HTTP/1.0', () => {
  test('gets an answer and the end of the connection', async () => {
    const answer = await served.sendUntil(requestOf('GET /a HTTP/1.0'), '>');

    expect(answer).toMatch(/^HTTP\/1\.1 200 .*\r\nConnection: close\r\n.*<GET \/a 0>$/s);
  });

  test('needs a Host too', async () => {
    expect(await served.sendBytes('GET /a HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 /);
  });
});

describe('requests on one connection', () => {
  test('are answered in their order, also when the first takes longer', async () => {
    const lines = ['GET /later HTTP/1.1', 'GET /b HTTP/1.1', 'GET /c HTTP/1.1'];

    const answer = await served.sendUntil(lines.map((line) => requestOf(line)).join(''), '/c 0>');

    expect(answer.match(/<.*?>/g)).toEqual(['<GET /later 0>', '<GET /b 0>', '<GET /c 0>']);
  });

  test('begin behind the length of the body, whatever the body looks like', async () => {
    const body = requestOf('GET /inner HTTP/1.1');

    const answer = await served.sendUntil(
      `${requestOf('POST /a HTTP/1.1', `Content-Length: ${body.length}\r\n`)}${body}${requestOf('GET /b HTTP/1.1')}`,
      '/b 0>',
    );

    expect(answer.match(/<.*?>/g)).toEqual([`<POST /a ${body.length}>`, '<GET /b 0>']);
  });

  test('end with one that is malformed', async () => {
    const next = requestOf('GET /next HTTP/1.1');

    const answer = await served.sendBytes(`${requestOf('GET /a HTTP/1.1')}nonsense\r\n\r\n${next}`);

    expect(answer).not.toContain('/next');
    expect(served.received.map(({ rawPath }) => rawPath)).toEqual(['/a']);
  });
});

const MAX_PAYLOAD_BYTES = 10 * 1024 * 1024;

describe('the body of a request', () => {
  const CHUNKED = 'Transfer-Encoding: chunked\r\n';
  const aChunk = (bytes: number) => `${bytes.toString(16)}\r\n${'a'.repeat(bytes)}\r\n`;

  test('may come in chunks, with a trailer that is no header', async () => {
    const chunks = `${aChunk(3)}${aChunk(4)}0\r\nX-Trailer: 1\r\n\r\n`;

    const answer = await served.sendBytes(`${requestOf('POST /a HTTP/1.1', CHUNKED)}${chunks}`);

    expect(answer).toContain('<POST /a 7>');
    expect(served.received[0]?.headers).not.toContain('X-Trailer');
  });

  test('is asked for by a client that waits for 100', async () => {
    const headers = 'Expect: 100-continue\r\nContent-Length: 2\r\n';

    const asked = await served.sendUntil(requestOf('POST /a HTTP/1.1', headers), '\r\n\r\n');

    expect(asked).toMatch(/^HTTP\/1\.1 100 Continue\r\n/);
  });

  test('is not waited for where another expectation is made', async () => {
    const headers = 'Expect: a-cookie\r\nContent-Length: 2\r\n';

    const answer = await served.sendUntil(requestOf('POST /a HTTP/1.1', headers), '\r\n\r\n');

    expect(answer).toMatch(/^HTTP\/1\.1 417 /);
    expect(served.received).toEqual([]);
  });

  test('is answered when it is too large, also without an end', async () => {
    const bytes = `${requestOf('POST /a HTTP/1.1', CHUNKED)}${aChunk(MAX_PAYLOAD_BYTES + 1)}`;

    const answer = await served.sendUntil(bytes, '>');

    expect(answer).toMatch(/<POST \/a \d+>/);
    expect(served.received[0]?.body.length).toBeGreaterThan(MAX_PAYLOAD_BYTES);
  });

  test('is not waited for when the request is refused', async () => {
    const headers = `Host: evil.example\r\n${CHUNKED}`;

    const answer = await served.sendUntil(`POST /a HTTP/1.1\r\n${headers}\r\n${aChunk(1)}`, '}');

    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });
});

describe('the headers of a request', () => {
  test('reach the gateway all, however many they are', async () => {
    const names = Array.from({ length: 2040 }, () => 'a:\r\n').join('');

    await served.sendBytes(`GET /a HTTP/1.1\r\n${names}${HOST}\r\n`);

    expect(served.received[0]?.headers).toHaveLength(2 * (2040 + 1));
  });
});
