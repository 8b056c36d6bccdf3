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

interface ConnectionSurroundings {
  readonly clock: Clock;
  readonly events: ConnectionEvents;
}

/** What a connection and its listener share. */
interface ConnectionState {
  lastActiveAtMs: number;
  /** How it ends, once this side has begun to end it. */
  closing?: Disconnection;
  socket?: ClientSocket;
  readonly ended: AbortController;
}

/** Makes what follows the socket of a connection from its opening to its end. */
export function connectionListener(
  details: ConnectionDetails,
  authorization: Authorization,
  surroundings: ConnectionSurroundings,
): SocketListener {
  const { clock, events } = surroundings;
  const state: ConnectionState = { lastActiveAtMs: clock.now(), ended: new AbortController() };
  const connection: Connection = {
    details,
    authorization,
    ...connectionMethods(state, () => connection, surroundings),
  };
  return {
    opened(client) {
      state.socket = client;
      events.opened(connection);
      void closeInTime(connection, clock, state.ended.signal);
    },
    message(text) {
      if (state.closing !== undefined) return;
      state.lastActiveAtMs = clock.now();
      events.message(connection, text);
    },
    ping() {
      state.lastActiveAtMs = clock.now();
    },
    violation: connection.close,
    closed(disconnection) {
      state.ended.abort(NO_LONGER_NEEDED);
      if (state.closing === undefined) events.closing(connection);
      events.closed(connection, state.closing ?? disconnection);
    },
  };
}

function connectionMethods(
  state: ConnectionState,
  self: () => Connection,
  { clock, events }: ConnectionSurroundings,
): Pick<Connection, 'close' | 'lastActiveAtMs' | 'send'> {
  return {
    lastActiveAtMs: () => state.lastActiveAtMs,
    send(text) {
      if (state.closing !== undefined) return;
      state.lastActiveAtMs = clock.now();
      state.socket?.send(text);
    },
    close(disconnection) {
      if (state.closing !== undefined) return;
      state.closing = disconnection;
      events.closing(self());
      state.socket?.close(disconnection);
      void clock
        .sleep(CLOSING_HANDSHAKE_MS, state.ended.signal)
        .then(() => state.socket?.terminate());
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
