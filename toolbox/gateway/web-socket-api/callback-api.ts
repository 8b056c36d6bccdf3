import type { Gateway, GatewayResponse } from '../gateway.ts';
import { APPLICATION_JSON } from '../media-type.ts';
import type { Connections } from './connections.ts';
import type { CommandContext } from './context.ts';
import type { WebSocketDeployment } from './deployment.ts';
import type { CommandResult } from './handlers/run-command.ts';
import { commandStages } from './stages.ts';
import { asWebSocketApiError, type WebSocketApiError } from './web-socket-api-error.ts';
import type { WebSocketApiGatewayOptions } from './web-socket-api-gateway.ts';

/**
 * Makes what answers the `@connections` API of a WebSocket API.
 *
 * @see "Use @connections commands in your backend service" (API Gateway Developer Guide)
 */
export function createCallbackApi(
  deployment: WebSocketDeployment,
  connections: Connections,
  options: WebSocketApiGatewayOptions,
): Gateway {
  const { clock, uuid, log } = options;
  const stages = commandStages(connections, options);
  return async (incoming) => {
    const requestTimeMs = clock.now();
    const context: CommandContext = { deployment, incoming, requestId: uuid(), requestTimeMs };
    const logged = (response: GatewayResponse, error?: string): GatewayResponse => {
      log?.({
        requestId: context.requestId,
        method: incoming.method,
        path: incoming.rawPath,
        status: response.statusCode,
        durationMs: clock.now() - requestTimeMs,
        ...(error !== undefined && { error }),
      });
      return response;
    };
    try {
      const { result } = await stages.run(context);
      return logged(responseTo(context, result));
    } catch (thrown) {
      const error = asWebSocketApiError(thrown);
      return logged(refusalOf(context, error), error.message);
    }
  };
}

function responseTo(
  { requestId }: CommandContext,
  { statusCode, body }: CommandResult,
): GatewayResponse {
  return {
    statusCode,
    headers: [
      ['x-amzn-RequestId', requestId],
      ...(body === '' ? [] : [['Content-Type', APPLICATION_JSON] as const]),
    ],
    body,
  };
}

/** By status, the errors that the API's model names, and those that it takes over from others. */
const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: 'BadRequestException',
  403: 'ForbiddenException',
  404: 'NotFoundException',
  410: 'GoneException',
  413: 'PayloadTooLargeException',
};

function refusalOf(context: CommandContext, error: WebSocketApiError): GatewayResponse {
  const { statusCode, clientMessage } = error;
  const body = clientMessage === '' ? '' : JSON.stringify({ message: clientMessage });
  const { headers } = responseTo(context, { statusCode, body });
  const errorType = ERROR_TYPES[statusCode] ?? 'InternalServerErrorException';
  return { statusCode, headers: [...headers, ['x-amzn-ErrorType', errorType]], body };
}
