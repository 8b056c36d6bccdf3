import type { JsonObject } from '../shared/json.ts';
import type { Position } from '../shared/problem.ts';
import type { TextSource } from '../shared/text-source.ts';
import type { ApiKey } from './authorizer-model.ts';

/**
 * A WebSocket API: `AWS::Serverless::WebSocketApi`, or `AWS::ApiGatewayV2::Api` with the protocol
 * WEBSOCKET. Its members have the names of the API Gateway version 2 API.
 */
export interface WebSocketApi {
  readonly protocolType: 'WEBSOCKET';
  readonly logicalId: string;
  /** Made from the logical id: ten lower-case letters and digits. */
  readonly apiId: string;
  readonly name: string;
  readonly stageName: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly position: Position;
  /** Such as `$request.body.action`. */
  readonly routeSelectionExpression: string;
  readonly apiKeySelectionExpression: string;
  readonly routes: readonly WebSocketRoute[];
  /** Schemas of the API's models, by name. */
  readonly models: Readonly<Record<string, JsonObject>>;
  /** The keys that open `$connect` where it asks for one. */
  readonly apiKeys: readonly ApiKey[];
}

export interface WebSocketRoute {
  /** `$connect`, `$disconnect`, `$default` or what the route selection expression gives. */
  readonly routeKey: string;
  readonly position: Position;
  /** Asked of `$connect` only; the connection keeps what comes of it. */
  readonly authorization: WebSocketAuthorization;
  readonly apiKeyRequired: boolean;
  readonly modelSelectionExpression?: string;
  /** Names of models, by what the model selection expression gives. */
  readonly requestModels: Readonly<Record<string, string>>;
  /** Whether the client gets the integration's answer: the route has a route response `$default`. */
  readonly isTwoWay: boolean;
  /** A route without an integration lets `$connect` and `$disconnect` pass. */
  readonly integration?: WebSocketIntegration;
}

export type WebSocketAuthorization =
  | { readonly type: 'NONE' }
  | { readonly type: 'AWS_IAM' }
  | { readonly type: 'CUSTOM'; readonly authorizer: WebSocketAuthorizer };

/** A Lambda authorizer of the type REQUEST. */
export interface WebSocketAuthorizer {
  readonly name: string;
  readonly position: Position;
  readonly authorizerUri: string;
  readonly authorizerCredentialsArn?: string;
  /** Such as `route.request.header.Auth`. */
  readonly identitySource: readonly string[];
}

export interface WebSocketIntegration {
  readonly position: Position;
  readonly integrationType: 'AWS' | 'AWS_PROXY' | 'HTTP' | 'HTTP_PROXY' | 'MOCK';
  readonly integrationMethod: string;
  readonly integrationUri?: string;
  readonly credentialsArn?: string;
  readonly passthroughBehavior: 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER';
  /** Target (`integration.request.header.X`) → source (`route.request.body.x`). */
  readonly requestParameters: Readonly<Record<string, string>>;
  /** By what the template selection expression gives. */
  readonly requestTemplates: Readonly<Record<string, TextSource>>;
  readonly templateSelectionExpression?: string;
  readonly timeoutInMillis: number;
  readonly integrationResponses: readonly WebSocketIntegrationResponse[];
}

export interface WebSocketIntegrationResponse {
  readonly position: Position;
  /** `$default`, or a regular expression between slashes such as `/4\d\d/`. */
  readonly integrationResponseKey: string;
  /** By what the template selection expression gives. */
  readonly responseTemplates: Readonly<Record<string, TextSource>>;
  readonly templateSelectionExpression?: string;
}
