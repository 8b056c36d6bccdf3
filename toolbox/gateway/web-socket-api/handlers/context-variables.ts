import type { JsonObject } from '../../../shared/json.ts';
import type { Caller } from '../../caller.ts';
import { commonLogTime } from '../../common-log-time.ts';
import type { ConnectionDetails, RoutedContext } from '../context.ts';

/**
 * `requestContext` of the event, and `$context` of mapping templates.
 *
 * @see "API Gateway WebSocket API mapping template reference" (API Gateway Developer Guide)
 */
export function contextVariables(context: RoutedContext): JsonObject {
  const { deployment, details, route, authorization, requestId, requestTimeMs } = context;
  return {
    routeKey: route.definition.routeKey,
    ...(authorization.authorizer && { authorizer: authorization.authorizer }),
    ...eventVariables(context),
    eventType: context.eventType,
    extendedRequestId: requestId,
    requestTime: commonLogTime(requestTimeMs),
    messageDirection: 'IN',
    stage: deployment.api.stageName,
    connectedAt: details.connectedAtMs,
    requestTimeEpoch: requestTimeMs,
    identity: identityOf(details, authorization.caller),
    requestId,
    domainName: details.domainName,
    connectionId: details.connectionId,
    apiId: deployment.api.apiId,
  };
}

function eventVariables(context: RoutedContext): JsonObject {
  switch (context.eventType) {
    case 'CONNECT':
      return {};
    case 'MESSAGE':
      return { messageId: context.messageId };
    case 'DISCONNECT':
      return {
        disconnectStatusCode: context.disconnection.statusCode,
        disconnectReason: context.disconnection.reason,
      };
  }
}

function identityOf(
  { sourceIp, userAgent }: ConnectionDetails,
  caller: Caller | undefined,
): JsonObject {
  return {
    ...(caller && { ...caller }),
    ...(userAgent !== undefined && { userAgent }),
    sourceIp,
  };
}
