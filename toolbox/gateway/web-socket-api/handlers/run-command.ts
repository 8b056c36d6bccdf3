import { MAX_MESSAGE_BYTES } from '../client-socket.ts';
import type { Connection } from '../connection.ts';
import type { ConnectionCommandContext, Disconnection } from '../context.ts';
import { WebSocketApiError } from '../web-socket-api-error.ts';

/** What a call of the `@connections` API is answered with when it succeeds. */
export interface CommandResult {
  readonly statusCode: number;
  readonly body: string;
}

/** Local runtime: the code that AWS closes a deleted connection with is not known. */
const DELETED: Disconnection = { statusCode: 1000, reason: '' };

/** @throws WebSocketApiError 413 for data that is too long */
export function runCommand({
  command,
  connection,
  incoming,
}: ConnectionCommandContext): CommandResult {
  switch (command.method) {
    case 'POST':
      if (incoming.body.length > MAX_MESSAGE_BYTES) {
        const message = `Message is larger than ${MAX_MESSAGE_BYTES} bytes`;
        throw new WebSocketApiError(413, message, { errorType: 'PayloadTooLargeException' });
      }
      connection.send(Buffer.from(incoming.body).toString());
      return { statusCode: 200, body: '' };
    case 'GET':
      return { statusCode: 200, body: JSON.stringify(descriptionOf(connection)) };
    case 'DELETE':
      connection.close(DELETED);
      return { statusCode: 204, body: '' };
  }
}

function descriptionOf({ details, lastActiveAtMs }: Connection): object {
  return {
    connectedAt: new Date(details.connectedAtMs).toISOString(),
    identity: { sourceIp: details.sourceIp, userAgent: details.userAgent },
    lastActiveAt: new Date(lastActiveAtMs()).toISOString(),
  };
}
