import { decodePercent } from '../../query-string.ts';
import type { Command, CommandContext } from '../context.ts';
import { pathBehindStage } from '../stage-path.ts';
import { WebSocketApiError } from '../web-socket-api-error.ts';

const METHODS = ['DELETE', 'GET', 'POST'] as const;
const CONNECTION_PATH = /^\/@connections\/([^/]+)\/?$/;

/** The form of the ids that API Gateway gives to connections. */
const CONNECTION_ID = /^[\w+/-]+={1,2}$/;

/**
 * Reads a call of the `@connections` API. SDKs send `%40connections` and encode the id.
 *
 * @throws WebSocketApiError 403 without the stage, 404 for what is no call, 400 for what is no id
 * @see "Use @connections commands in your backend service" (API Gateway Developer Guide)
 */
export function parseCommand({ deployment, incoming }: CommandContext): Command {
  const { stageName } = deployment.api;
  const method = METHODS.find((one) => one === incoming.method);
  // What a service of this process calls has come by the stage.
  const path =
    incoming.sender === undefined ? pathBehindStage(incoming.rawPath, stageName) : incoming.rawPath;
  if (path === undefined) {
    const reason = `the path does not begin with the stage: /${stageName}/@connections/{connection_id}; other clients connect by WebSocket`;
    throw new WebSocketApiError(403, 'Forbidden', { errorType: 'ForbiddenException', reason });
  }
  const connectionId = CONNECTION_PATH.exec(decodePercent(path))?.[1];
  if (method === undefined || connectionId === undefined) {
    const message = `No method found matching route ${path.slice(1)} for http method ${incoming.method}.`;
    throw new WebSocketApiError(404, message, { errorType: 'NotFoundException' });
  }
  if (CONNECTION_ID.test(connectionId)) return { method, connectionId };
  throw new WebSocketApiError(400, `Invalid connectionId: ${connectionId}`, {
    errorType: 'BadRequestException',
  });
}
