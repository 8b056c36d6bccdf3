import { type Clock, NO_LONGER_NEEDED } from '../../shared/clock.ts';
import type { ClientSocket, SocketListener } from './client-socket.ts';
import type { Authorization, ConnectionDetails, Disconnection } from './context.ts';

/** A connection whose `$connect` has ended well. */
export interface Connection {
  readonly details: ConnectionDetails;
  readonly authorization: Authorization;
  /** Milliseconds since 1970. */
  lastActiveAtMs(): number;
  /** Sends a text frame; a connection that is closing gets none. */
  send(text: string): void;
  /** Ends the connection; only the first call counts. */
  close(disconnection: Disconnection): void;
}

export interface ConnectionEvents {
  /** The client is there. */
  opened(connection: Connection): void;
  message(connection: Connection, text: string): void;
  /** No more is sent and received. */
  closing(connection: Connection): void;
  closed(connection: Connection, disconnection: Disconnection): void;
}

export const GOING_AWAY: Disconnection = { statusCode: 1001, reason: 'Going away' };

/** @see "Amazon API Gateway quotas and important notes" (API Gateway Developer Guide) */
const IDLE_TIMEOUT_MS = 10 * 60 * 1000;
const MAX_CONNECTION_MS = 2 * 60 * 60 * 1000;

/** Local runtime: how long a client may take to answer the closing handshake. */
const CLOSING_HANDSHAKE_MS = 500;

/** Makes what follows the socket of a connection from its opening to its end. */
export function connectionListener(
  details: ConnectionDetails,
  authorization: Authorization,
  { clock, events }: { readonly clock: Clock; readonly events: ConnectionEvents },
): SocketListener {
  const ended = new AbortController();
  let lastActiveAtMs = clock.now();
  let closing: Disconnection | undefined;
  let socket: ClientSocket | undefined;

  const connection: Connection = {
    details,
    authorization,
    lastActiveAtMs: () => lastActiveAtMs,
    send(text) {
      if (closing !== undefined) return;
      lastActiveAtMs = clock.now();
      socket?.send(text);
    },
    close(disconnection) {
      if (closing !== undefined) return;
      closing = disconnection;
      events.closing(connection);
      socket?.close(disconnection);
      void clock.sleep(CLOSING_HANDSHAKE_MS, ended.signal).then(() => socket?.terminate());
    },
  };
  return {
    opened(client) {
      socket = client;
      events.opened(connection);
      void closeInTime(connection, clock, ended.signal);
    },
    message(text) {
      if (closing !== undefined) return;
      lastActiveAtMs = clock.now();
      events.message(connection, text);
    },
    ping() {
      lastActiveAtMs = clock.now();
    },
    violation: connection.close,
    closed(disconnection) {
      ended.abort(NO_LONGER_NEEDED);
      if (closing === undefined) events.closing(connection);
      events.closed(connection, closing ?? disconnection);
    },
  };
}

/** Ends a connection that nobody uses, and one that is as old as a connection may become. */
async function closeInTime(
  connection: Connection,
  clock: Clock,
  ended: AbortSignal,
): Promise<void> {
  const lastMs = connection.details.connectedAtMs + MAX_CONNECTION_MS;
  while (!ended.aborted) {
    const endMs = Math.min(lastMs, connection.lastActiveAtMs() + IDLE_TIMEOUT_MS);
    const leftMs = endMs - clock.now();
    if (leftMs <= 0) {
      connection.close(GOING_AWAY);
      return;
    }
    await clock.sleep(leftMs, ended);
  }
}
