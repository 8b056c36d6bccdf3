import type { Connection } from '../connection.ts';
import type { Connections } from '../connections.ts';
import type { ParsedCommandContext } from '../context.ts';
import { WebSocketApiError } from '../web-socket-api-error.ts';

/**
 * Makes the stage that finds the connection of a call.
 *
 * @throws WebSocketApiError 410, by the stage, with an empty body
 */
export function findConnectionIn(
  connections: Connections,
): (context: ParsedCommandContext) => Connection {
  return ({ command }) => {
    const connection = connections.find(command.connectionId);
    if (connection !== undefined) return connection;
    throw new WebSocketApiError(410, '', {
      errorType: 'GoneException',
      reason: `the connection ${command.connectionId} is closed, or its $connect has not ended yet`,
    });
  };
}
