import { pipeline } from '../pipeline.ts';
import type { Connections } from './connections.ts';
import type {
  CommandContext,
  ConnectContext,
  DisconnectContext,
  MessageContext,
} from './context.ts';
import { openConnectRoute, type WebSocketDeployment } from './deployment.ts';
import { acceptAnswer } from './handlers/accept-answer.ts';
import { askAuthorizerWith } from './handlers/ask-authorizer.ts';
import { authorizeCommandWith } from './handlers/authorize-command.ts';
import { authorizeConnectWith } from './handlers/authorize-connect.ts';
import { buildFrame, requireIntegration } from './handlers/build-frame.ts';
import { checkApiKey } from './handlers/check-api-key.ts';
import { checkModel } from './handlers/check-model.ts';
import { contextVariables } from './handlers/context-variables.ts';
import { findConnectionIn } from './handlers/find-connection.ts';
import { parseCommand } from './handlers/parse-command.ts';
import { parseConnectRequest } from './handlers/parse-connect-request.ts';
import { runCommand } from './handlers/run-command.ts';
import { runIntegrationWith } from './handlers/run-integration.ts';
import { selectRoute } from './handlers/select-route.ts';
import type { WebSocketApiGatewayOptions } from './web-socket-api-gateway.ts';

/** The ways of the three events of a connection: the order is that of API Gateway. */
export function eventStages(deployment: WebSocketDeployment, options: WebSocketApiGatewayOptions) {
  const { lambda, clock } = options;
  const { api, routes } = deployment;
  const connectRoute = routes.get('$connect') ?? openConnectRoute(api);
  const disconnectRoute = routes.get('$disconnect');
  const runIntegration = runIntegrationWith(clock);

  const connect = pipeline<ConnectContext>()
    .fill('request', parseConnectRequest)
    .fill('route', () => connectRoute)
    .fill('authorization', authorizeConnectWith(options, askAuthorizerWith(lambda, clock)))
    .check(checkApiKey)
    .fill('contextVariables', contextVariables)
    .fill('answer', runIntegration)
    .fill('handshake', acceptAnswer);

  const message = pipeline<MessageContext>()
    .fill('route', selectRoute)
    .check(checkModel)
    .check(requireIntegration)
    .fill('contextVariables', contextVariables)
    .fill('answer', runIntegration)
    .fill('frame', buildFrame);

  const disconnect =
    disconnectRoute &&
    pipeline<DisconnectContext>()
      .fill('route', () => disconnectRoute)
      .fill('contextVariables', contextVariables)
      .fill('answer', runIntegration);

  return { connect, message, disconnect };
}

/** The way of a call of the `@connections` API. */
export function commandStages(connections: Connections, options: WebSocketApiGatewayOptions) {
  return pipeline<CommandContext>()
    .fill('command', parseCommand)
    .check(authorizeCommandWith(options))
    .fill('connection', findConnectionIn(connections))
    .fill('result', runCommand);
}
