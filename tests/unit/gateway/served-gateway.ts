import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Gateway, GatewayRequest } from '../../../toolbox/gateway/gateway.ts';
import { createGatewayServer } from '../../../toolbox/gateway/server.ts';
import type { Upgrade } from '../../../toolbox/gateway/upgrade.ts';

export interface HttpAnswer {
  readonly statusCode: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A gateway behind its server, on a free port. */
export interface ServedGateway {
  readonly port: number;
  /** What has come through to the gateway so far. */
  readonly received: readonly GatewayRequest[];
  send(options: RequestOptions, body?: string | Uint8Array): Promise<HttpAnswer>;
  /** Writes bytes to the server, ends the connection and reads until the server ends it too. */
  sendBytes(bytes: string | Uint8Array): Promise<string>;
  /** Writes bytes to the server, without an end, and reads until the answer has this text. */
  sendUntil(bytes: string | Uint8Array, text: string): Promise<string>;
  close(): Promise<void>;
}

export async function serveGateway(gateway: Gateway, upgrade?: Upgrade): Promise<ServedGateway> {
  const received: GatewayRequest[] = [];
  const server = createGatewayServer(
    (request) => {
      received.push(request);
      return gateway(request);
    },
    { listenHost: '127.0.0.1', upgrade },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    received,
    send: (options, body) => send({ host: '127.0.0.1', port, ...options }, body),
    sendBytes: (bytes) => sendBytes(port, bytes),
    sendUntil: (bytes, text) => sendUntil(port, bytes, text),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function send(options: RequestOptions, body?: string | Uint8Array): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(options, (response) => {
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

async function sendBytes(port: number, bytes: string | Uint8Array): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  socket.end(bytes);
  await once(socket, 'close');
  return text;
}

/** @throws Error when the server ends the connection before */
async function sendUntil(port: number, bytes: string | Uint8Array, end: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  let text = '';
  try {
    for await (const chunk of socket) {
      text += chunk.toString('latin1');
      if (text.includes(end)) return text;
    }
  } finally {
    socket.destroy();
  }
  throw new Error(`the server answered ${JSON.stringify(text)}`);
}
