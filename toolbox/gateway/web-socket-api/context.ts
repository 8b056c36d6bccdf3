import type { JsonObject } from '../../shared/json.ts';
import type { Caller } from '../caller.ts';
import type { GatewayRequest, HeaderPair } from '../gateway.ts';
import type { EndpointResponse, IntegrationRequest } from '../integrations/integration-exchange.ts';
import type { Connection } from './connection.ts';
import type { DeployedIntegration, DeployedRoute, WebSocketDeployment } from './deployment.ts';

/** What is known of a connection from its first request on. */
export interface ConnectionDetails {
  readonly connectionId: string;
  /** Milliseconds since 1970. */
  readonly connectedAtMs: number;
  /** The host that the client named. */
  readonly domainName: string;
  readonly sourceIp: string;
  readonly userAgent: string | undefined;
}

/** What has come of the authorization of `$connect`; it stays with the connection. */
export interface Authorization {
  /** `requestContext.authorizer`, when an authorizer was asked. */
  readonly authorizer?: JsonObject;
  /** Who signed the request, when AWS_IAM is enforced. */
  readonly caller?: Caller;
  /** The API key that the authorizer found. */
  readonly usageIdentifierKey?: string;
}

/** The request of an upgrade in the terms of API Gateway. */
export interface ConnectRequest {
  /** Names and values as they reach the function, in their order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly query: readonly (readonly [name: string, value: string])[];
}

/** How a connection ended. */
export interface Disconnection {
  readonly statusCode: number;
  readonly reason: string;
}

/** The values of one event of a connection that each stage may read from the start. */
interface EventContext {
  readonly deployment: WebSocketDeployment;
  readonly details: ConnectionDetails;
  readonly requestId: string;
  readonly traceId: string;
  /** Milliseconds since 1970. */
  readonly requestTimeMs: number;
}

export interface ConnectContext extends EventContext {
  readonly eventType: 'CONNECT';
  readonly incoming: GatewayRequest;
}
export interface MessageContext extends EventContext {
  readonly eventType: 'MESSAGE';
  readonly messageId: string;
  readonly body: string;
  readonly authorization: Authorization;
}
export interface DisconnectContext extends EventContext {
  readonly eventType: 'DISCONNECT';
  readonly disconnection: Disconnection;
  readonly authorization: Authorization;
}

/** What stages fill in on the way of `$connect`. */
export interface ParsedConnectContext extends ConnectContext {
  readonly request: ConnectRequest;
}
export interface RoutedConnectContext extends ParsedConnectContext {
  readonly route: DeployedRoute;
}
export interface AuthorizedConnectContext extends RoutedConnectContext {
  readonly authorization: Authorization;
}
export interface RoutedMessageContext extends MessageContext {
  readonly route: DeployedRoute;
}
export interface RoutedDisconnectContext extends DisconnectContext {
  readonly route: DeployedRoute;
}

/** From here on the three events go the same way. */
export type RoutedContext =
  | AuthorizedConnectContext
  | RoutedMessageContext
  | RoutedDisconnectContext;

export type VariablesContext = RoutedContext & {
  /** `requestContext` of the event, and `$context`. */
  readonly contextVariables: JsonObject;
};
export type IntegrationContext = VariablesContext & { readonly integration: DeployedIntegration };
export type IntegrationRequestContext = IntegrationContext & {
  readonly integrationRequest: IntegrationRequest;
};
export type EndpointResponseContext = IntegrationRequestContext & {
  readonly endpointResponse: EndpointResponse;
};

/** What an integration has answered, as far as it concerns the client. */
export interface RouteAnswer {
  readonly statusCode: number;
  readonly headers: readonly HeaderPair[];
  /** What a client of a two-way route gets; undefined when there is nothing for it. */
  readonly body: string | undefined;
  /** For the log only: why the service did not do what it was asked for. */
  readonly error?: string;
}

/** A call of the `@connections` API. */
export interface CommandContext {
  readonly deployment: WebSocketDeployment;
  readonly incoming: GatewayRequest;
  readonly requestId: string;
  readonly requestTimeMs: number;
}
export interface Command {
  readonly method: 'DELETE' | 'GET' | 'POST';
  readonly connectionId: string;
}
export interface ParsedCommandContext extends CommandContext {
  readonly command: Command;
}
export interface ConnectionCommandContext extends ParsedCommandContext {
  readonly connection: Connection;
}
