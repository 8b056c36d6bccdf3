import type { Clock } from '../../shared/clock.ts';
import type { SocketListener } from './client-socket.ts';
import { type Connection, connectionListener, GOING_AWAY } from './connection.ts';
import type { Authorization, ConnectionDetails, Disconnection } from './context.ts';

export interface ConnectionHandlers {
  /** The promise is fulfilled when the route has run; it never rejects. */
  message(connection: Connection, text: string): Promise<void>;
  /** The promise is fulfilled when `$disconnect` has run; it never rejects. */
  disconnected(connection: Connection, disconnection: Disconnection): Promise<void>;
}

/** The connections of one API. */
export interface Connections {
  /** What the socket of a new connection tells its events. */
  listener(details: ConnectionDetails, authorization: Authorization): SocketListener;
  /** Undefined when the connection is not open yet, closing or closed. */
  find(connectionId: string): Connection | undefined;
  /** Ends every connection and waits for their `$disconnect`, but not for long. */
  closeAll(): Promise<void>;
}

/** Local runtime: how long the end of all connections may take. */
const SHUTDOWN_MS = 1000;

export function createConnections(clock: Clock, handlers: ConnectionHandlers): Connections {
  const open = new Map<string, Connection>();
  /** Connections whose `$disconnect` has not run yet. */
  const unfinished = new Set<Connection>();
  let allFinished = (): void => {};

  const events = {
    opened(connection: Connection): void {
      open.set(connection.details.connectionId, connection);
      unfinished.add(connection);
    },
    message(connection: Connection, text: string): void {
      void handlers.message(connection, text);
    },
    closing({ details }: Connection): void {
      open.delete(details.connectionId);
    },
    closed(connection: Connection, disconnection: Disconnection): void {
      void handlers.disconnected(connection, disconnection).then(() => {
        unfinished.delete(connection);
        if (unfinished.size === 0) allFinished();
      });
    },
  };

  return {
    listener: (details, authorization) =>
      connectionListener(details, authorization, { clock, events }),
    find: (connectionId) => open.get(connectionId),
    async closeAll() {
      for (const connection of [...open.values()]) connection.close(GOING_AWAY);
      if (unfinished.size === 0) return;
      const finished = new Promise<void>((resolve) => {
        allFinished = resolve;
      });
      await Promise.race([finished, clock.sleep(SHUTDOWN_MS)]);
    },
  };
}
