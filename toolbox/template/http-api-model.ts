import type { Position } from '../shared/problem.ts';

/** An HTTP API: `AWS::Serverless::HttpApi`, or `AWS::ApiGatewayV2::Api` with the protocol HTTP. */
export interface HttpApi {
  readonly protocolType: 'HTTP';
  readonly logicalId: string;
  /** Made from the logical id: ten lower-case letters and digits. */
  readonly apiId: string;
  readonly name: string;
  /** `$default` is served at the root. */
  readonly stageName: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly position: Position;
  readonly routes: readonly HttpRoute[];
}

export interface HttpRoute {
  /** Such as `POST /pets/{petId}`, `ANY /{proxy+}` or `$default`. */
  readonly routeKey: string;
  readonly position: Position;
}
