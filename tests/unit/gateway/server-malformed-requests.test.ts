import { type ServedGateway, serveGateway } from './served-gateway.ts';

let served: ServedGateway;

beforeEach(async () => {
  served = await serveGateway(() => ({ statusCode: 200, headers: [], body: '' }));
});

afterEach(() => served.close());

const HOST = 'Host: localhost\r\n';
const CLOSE = 'Connection: close\r\n';
const NEXT = `GET /smuggled HTTP/1.1\r\n${HOST}${CLOSE}\r\n`;

const post = (headers: string, body: string) => `POST / HTTP/1.1\r\n${HOST}${headers}\r\n${body}`;
const chunked = (body: string) => post('Transfer-Encoding: chunked\r\n', body);
const get = (target: string, headers = HOST) => `GET ${target} HTTP/1.1\r\n${headers}${CLOSE}\r\n`;

/** Requests whose end two readers could see at two places, or that no reader may repair. */
const MALFORMED = [
  {
    name: 'both kinds of length',
    source: 'RFC 9112 6.1',
    bytes: post('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${NEXT}`),
  },
  {
    name: 'both kinds of length, the other way round',
    source: 'RFC 9112 6.1',
    bytes: post('Transfer-Encoding: chunked\r\nContent-Length: 4\r\n', `0\r\n\r\n${NEXT}`),
  },
  {
    name: 'a transfer coding that is not the last one',
    source: 'RFC 9112 6.3',
    bytes: post('Transfer-Encoding: chunked, identity\r\n', `0\r\n\r\n${NEXT}`),
  },
  {
    name: 'an unknown transfer coding',
    source: 'RFC 9112 6.1',
    bytes: post('Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${NEXT}`),
  },
  {
    name: 'a transfer coding behind a vertical tab',
    source: 'RFC 9110 5.6.3',
    bytes: post('Transfer-Encoding:\x0bchunked\r\n', `0\r\n\r\n${NEXT}`),
  },
  {
    name: 'two lengths',
    source: 'RFC 9112 6.3',
    bytes: post('Content-Length: 0\r\nContent-Length: 9\r\n', NEXT),
  },
  ...['+4', '-1', '0x4', '4, 9', '99999999999999999999999', 'four'].map((length) => ({
    name: `the length ${length}`,
    source: 'RFC 9112 6.3',
    bytes: post(`Content-Length: ${length}\r\n`, NEXT),
  })),
  {
    name: 'a blank before the colon',
    source: 'RFC 9112 5.1',
    bytes: post('Content-Length : 4\r\n', NEXT),
  },
  {
    name: 'a header over two lines',
    source: 'RFC 9112 5.2',
    bytes: get('/', `${HOST}X-A: 1\r\n Content-Length: 4\r\n`),
  },
  { name: 'a header without a name', source: 'RFC 9112 5', bytes: get('/', `${HOST}: 1\r\n`) },
  { name: 'NUL in a header', source: 'RFC 9110 5.5', bytes: get('/', `${HOST}X-A: a\0b\r\n`) },
  {
    name: 'a carriage return in a header',
    source: 'RFC 9110 5.5',
    bytes: get('/', `${HOST}X-A: a\rX-B: b\r\n`),
  },
  {
    name: 'lines that end in a line feed alone',
    source: 'RFC 9112 2.2',
    bytes: 'GET / HTTP/1.1\nHost: localhost\n\n',
  },
  { name: 'the size of a chunk as 0x4', source: 'RFC 9112 7.1', bytes: chunked('0x4\r\nabcd\r\n') },
  {
    name: 'a chunk beyond 64 bits',
    source: 'RFC 9112 7.1',
    bytes: chunked('FFFFFFFFFFFFFFFFF\r\nabcd\r\n'),
  },
  {
    name: 'a chunk that is longer than its size',
    source: 'RFC 9112 7.1',
    bytes: chunked(`4\r\nabcdef\r\n0\r\n\r\n${NEXT}`),
  },
  {
    name: 'a chunk extension of 30,000 bytes',
    source: 'RFC 9112 7.1.1',
    bytes: chunked(`4;${'a'.repeat(30_000)}\r\nabcd\r\n0\r\n\r\n`),
  },
  { name: 'no Host', source: 'RFC 9112 3.2', bytes: get('/', '') },
  { name: 'two Hosts', source: 'RFC 9112 3.2', bytes: get('/', `${HOST}Host: evil.example\r\n`) },
  { name: 'one Host twice', source: 'RFC 9112 3.2', bytes: get('/', `${HOST}HOST: localhost\r\n`) },
  { name: 'a method that is none', source: 'RFC 9110 9.1', bytes: get('/').replace('GET', 'GOT') },
  { name: 'a method in small letters', source: 'RFC 9110 9.1', bytes: get('/').toLowerCase() },
  { name: 'a blank in the target', source: 'RFC 9112 3.2', bytes: get('/a b') },
  { name: 'NUL in the target', source: 'RFC 9112 3.2', bytes: get('/a\0') },
  { name: 'bytes beyond ASCII in the target', source: 'RFC 9112 3.2', bytes: get('/ü') },
  { name: 'a target without a slash', source: 'RFC 9112 3.2.1', bytes: get('a') },
  { name: 'the target of a CONNECT', source: 'RFC 9112 3.2.3', bytes: get('localhost:80') },
  {
    name: 'the preface of HTTP/2',
    source: 'RFC 9113 3.4',
    bytes: 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  },
  {
    name: 'a TLS handshake',
    source: 'RFC 8446 5.1',
    bytes: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc',
  },
];

describe('a malformed request', () => {
  test.each(MALFORMED)(
    'gets 400 and nothing behind it is read: $name ($source)',
    async ({ bytes }) => {
      const text = await served.sendBytes(bytes);

      expect(text.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
      expect(served.received).toEqual([]);
    },
  );
});
