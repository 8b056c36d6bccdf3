import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { GatewayRequest, GatewayResponse } from './gateway.ts';

/** A request that asks for another protocol, with the connection that it came by. */
export interface UpgradeRequest {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  /** What the client has sent behind the request. */
  readonly head: Buffer;
}

/**
 * Takes over the connection of a request that asks for another protocol, or gives the answer of a
 * refusal. It never rejects.
 */
export type Upgrade = (
  incoming: GatewayRequest,
  upgrade: UpgradeRequest,
) => Promise<GatewayResponse | undefined>;

/**
 * Answers on a connection that is no longer one of HTTP, and ends it: the server itself no longer
 * cuts one whose client stays.
 */
export function endConnection(
  socket: Duplex,
  { statusCode, headers, body }: GatewayResponse,
): void {
  const lines = [
    `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode] ?? ''}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  socket.end(body, () => socket.destroy());
}
