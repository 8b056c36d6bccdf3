import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { isLocalHost } from '../shared/host-header.ts';
import type { Gateway, GatewayRequest, GatewayResponse } from './gateway.ts';
import { MAX_PAYLOAD_BYTES } from './payload.ts';
import { endConnection, type Upgrade } from './upgrade.ts';

/** @see "Amazon API Gateway quotas and important notes" (API Gateway Developer Guide) */
const MAX_HEADER_BYTES = 10_240;
const MAX_URL_BYTES = 10_240;
/** What stands in a header line besides the name and the value. */
const HEADER_LINE_BYTES = ': \r\n'.length;

export interface GatewayServerOptions {
  /** The address that the server will listen on; it is accepted as `Host` besides loopback. */
  readonly listenHost: string;
  /** The host that the API has on AWS, where functions may call it by that. */
  readonly endpoint?: string | undefined;
  /** Without it a request that asks for another protocol is one like all others. */
  readonly upgrade?: Upgrade | undefined;
}

/** Makes the HTTP server of a gateway. The API is served without a stage in the path. */
export function createGatewayServer(
  gateway: Gateway,
  { listenHost, endpoint, upgrade }: GatewayServerOptions,
): Server {
  const hosts: AcceptedHosts = { listenHost, endpoint };
  const server = createServer(
    // The parser counts the URL and the headers together; each is looked at by itself below.
    { maxHeaderSize: 2 * (MAX_HEADER_BYTES + MAX_URL_BYTES) },
    (request, response) => {
      const refusal = refusalOf(request, hosts);
      if (refusal !== undefined) {
        send(response, plainResponse(refusal.statusCode, refusal.message));
        return;
      }
      collectBody(request, (body) => {
        const answer = gateway(gatewayRequest(request, body));
        if (answer instanceof Promise) void answer.then((settled) => send(response, settled));
        // All answers of one turn of the event loop go out together: a client that is woken for each
        // of them costs more than making them.
        else setImmediate(send, response, answer);
      });
    },
  );
  // Node.js leaves headers beyond a number of its own out; their size is limited.
  server.maxHeadersCount = 0;
  if (upgrade !== undefined) {
    server.on('upgrade', (request, socket, head) => {
      // Whoever takes the connection over listens, too; until then nobody does.
      socket.on('error', () => socket.destroy());
      const refusal = refusalOf(request, hosts);
      const answer =
        refusal === undefined
          ? upgrade(gatewayRequest(request, NO_BODY), { request, socket, head })
          : Promise.resolve(plainResponse(refusal.statusCode, refusal.message));
      void answer.then((response) => response && endConnection(socket, response));
    });
  }
  return server.on('clientError', answerMalformedRequest);
}

type AcceptedHosts = Pick<GatewayServerOptions, 'endpoint' | 'listenHost'>;

interface Refusal {
  readonly statusCode: number;
  readonly message: string;
}

const BAD_REQUEST: Refusal = { statusCode: 400, message: 'Bad Request' };

/** Not every release of Node.js refuses such a target, nor a header without a name. */
const BEYOND_ASCII = /[\x80-\xff]/;

/** Why a request does not get to the gateway. */
function refusalOf(
  { rawHeaders, url = '' }: IncomingMessage,
  { listenHost, endpoint }: AcceptedHosts,
): Refusal | undefined {
  if (url.length > MAX_URL_BYTES) return { statusCode: 414, message: 'Request-URI Too Long' };
  if (BEYOND_ASCII.test(url)) return BAD_REQUEST;
  let headerBytes = 0;
  let host: string | undefined;
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = rawHeaders[index] as string;
    const value = rawHeaders[index + 1] as string;
    headerBytes += name.length + value.length + HEADER_LINE_BYTES;
    if (name === '') return BAD_REQUEST;
    if (name.length !== 4 || name.toLowerCase() !== 'host') continue;
    // The one that is looked at here may not be the one that is used later.
    if (host !== undefined) return BAD_REQUEST;
    host = value;
  }
  if (headerBytes > MAX_HEADER_BYTES) {
    return { statusCode: 431, message: 'Request Header Fields Too Large' };
  }
  // Nobody but AWS can make a page of its name.
  if (endpoint !== undefined && host?.toLowerCase() === endpoint) return undefined;
  if (isLocalHost(host, listenHost)) return undefined;
  return {
    statusCode: 403,
    message: `The Host header ${JSON.stringify(host ?? '')} does not name this machine. Use localhost or 127.0.0.1: any other name could be a web page that reaches for local services (DNS rebinding).`,
  };
}

const NO_BODY = new Uint8Array();

/**
 * Collects the body. One that is too large is handed on as soon as the gateway can tell, for it may
 * have no end; the rest is read and thrown away, so that the client gets to read the answer.
 */
function collectBody(request: IncomingMessage, then: (body: Uint8Array) => void): void {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const handOn = (): void => {
    then(chunks.length > 1 ? Buffer.concat(chunks) : (chunks[0] ?? NO_BODY));
  };
  request.on('data', (chunk: Uint8Array) => {
    if (length > MAX_PAYLOAD_BYTES) return;
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_PAYLOAD_BYTES) handOn();
  });
  request.on('end', () => {
    if (length <= MAX_PAYLOAD_BYTES) handOn();
  });
}

function gatewayRequest(request: IncomingMessage, body: Uint8Array): GatewayRequest {
  const target = originForm(request.url ?? '/');
  const question = target.indexOf('?');
  return {
    method: request.method ?? 'GET',
    rawPath: question === -1 ? target : target.slice(0, question),
    rawQuery: question === -1 ? '' : target.slice(question + 1),
    headers: request.rawHeaders,
    body,
    sourceIp: (request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
  };
}

/** A client that takes the server for a proxy sends the whole URL. */
function originForm(target: string): string {
  if (target.startsWith('/')) return target;
  const path = target.replace(/^https?:\/\/[^/?]*/i, '');
  return path.startsWith('/') ? path : `/${path}`;
}

const NO_CONTENT = 204;

function send(response: ServerResponse, { statusCode, headers, body }: GatewayResponse): void {
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  const flatHeaders = statusCode === NO_CONTENT ? [] : ['Content-Length', String(length)];
  for (const [name, value] of headers) flatHeaders.push(name, value);
  response.writeHead(statusCode, flatHeaders);
  // Node.js encodes the headers like a string body behind them, and headers must go out as Latin-1.
  if (typeof body !== 'string') response.end(body);
  else if (length === body.length) response.end(body, 'latin1');
  else response.end(Buffer.from(body));
}

function plainResponse(statusCode: number, message: string): GatewayResponse {
  return {
    statusCode,
    headers: [['Content-Type', 'application/json']],
    body: JSON.stringify({ message }),
  };
}

/** By the code of the error with which Node.js gives up on a request. */
const MALFORMED_REQUEST_STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what is no HTTP; Node.js would close the connection without a word that explains. */
function answerMalformedRequest({ code = '' }: NodeJS.ErrnoException, socket: Duplex): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const statusCode = MALFORMED_REQUEST_STATUSES[code] ?? 400;
  const message = STATUS_CODES[statusCode];
  const body = JSON.stringify({ message });
  socket.end(
    `HTTP/1.1 ${statusCode} ${message}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}
