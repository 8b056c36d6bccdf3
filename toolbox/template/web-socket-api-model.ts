import type { Position } from '../shared/problem.ts';

/** A WebSocket API: `AWS::Serverless::WebSocketApi`, or `AWS::ApiGatewayV2::Api` with the protocol WEBSOCKET. */
export interface WebSocketApi {
  readonly protocolType: 'WEBSOCKET';
  readonly logicalId: string;
  /** Made from the logical id: ten lower-case letters and digits. */
  readonly apiId: string;
  readonly name: string;
  readonly stageName: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly position: Position;
  readonly routes: readonly WebSocketRoute[];
}

export interface WebSocketRoute {
  /** `$connect`, `$disconnect`, `$default` or what the route selection expression gives. */
  readonly routeKey: string;
  readonly position: Position;
}
