import type { JsonObject, JsonValue } from '../../shared/json.ts';
import type { Caller } from '../caller.ts';
import type { GatewayRequest, GatewayResponse, HeaderPair, Payload } from '../gateway.ts';
import type { ParameterValues } from '../parameter-values.ts';
import type { DeployedRoute, HttpApiDeployment } from './deployment.ts';

/** A name and one of its values; of a header the name is in lower case. */
export type Parameter = readonly [name: string, value: string];

/** The request in the terms of HTTP APIs. */
export interface HttpApiRequest {
  readonly httpMethod: string;
  /** Percent-encoded, without the stage. */
  readonly path: string;
  readonly host: string;
  readonly userAgent: string;
  /** In lower case, with what the endpoint adds; a name may occur several times. */
  readonly headers: readonly Parameter[];
  /** Decoded. */
  readonly querystring: readonly Parameter[];
  /** The text of the body when a mapping asks for it, and its JSON value if it is any. */
  readonly text: () => string;
  readonly json: () => JsonValue | undefined;
}

export interface MatchedRoute {
  readonly route: DeployedRoute;
  /** Decoded. */
  readonly pathParameters: ParameterValues;
}

/** Who calls, as an authorizer has found out. */
export type RouteCaller =
  | { readonly type: 'NONE' }
  | { readonly type: 'AWS_IAM'; readonly caller: Caller | undefined }
  | {
      readonly type: 'JWT';
      readonly claims: Readonly<Record<string, string>>;
      /** Null when the route asks for none. */
      readonly scopes: readonly string[] | null;
    }
  | {
      readonly type: 'CUSTOM';
      readonly context: JsonObject;
      readonly principalId: string | undefined;
    };

/** What goes to the integration: the request with its parameters mapped. */
export interface HttpIntegrationRequest {
  readonly headers: readonly Parameter[];
  readonly querystring: readonly Parameter[];
  /** As the client sent it, unless a mapping has changed the query. */
  readonly rawQuery: string;
  /** Percent-encoded; undefined when no mapping has set it. */
  readonly overwrittenPath: string | undefined;
}

/** What the integration answered. */
export interface HttpIntegrationResponse {
  readonly statusCode: number;
  readonly headers: readonly HeaderPair[];
  readonly body: Payload;
  /** For the log only: why the service did not do what it was asked for. */
  readonly error?: string;
}

/** The values of one call that each stage may read from the start. */
export interface HttpApiContext {
  readonly deployment: HttpApiDeployment;
  readonly incoming: GatewayRequest;
  /** Sixteen characters with `=` at the end: `Apigw-Requestid`. */
  readonly requestId: string;
  readonly traceId: string;
  /** Milliseconds since 1970. */
  readonly requestTimeMs: number;
}

/**
 * The context behind a stage: the field that the stage fills is there, and those of the stages
 * before it.
 */
export interface ParsedHttpContext extends HttpApiContext {
  readonly request: HttpApiRequest;
}
export interface MatchedHttpContext extends ParsedHttpContext {
  readonly match: MatchedRoute | undefined;
}
export interface RoutedHttpContext extends ParsedHttpContext {
  readonly match: MatchedRoute;
}
export interface AuthorizedHttpContext extends RoutedHttpContext {
  readonly caller: RouteCaller;
}
export interface VariablesHttpContext extends AuthorizedHttpContext {
  /** `$context`. */
  readonly contextVariables: JsonObject;
}
export interface RequestedHttpContext extends VariablesHttpContext {
  readonly integrationRequest: HttpIntegrationRequest;
}
export interface AnsweredHttpContext extends RequestedHttpContext {
  readonly integrationResponse: HttpIntegrationResponse;
}

/** The context somewhere in the list of stages, where one refused the request. */
export type UnfinishedHttpContext = HttpApiContext &
  Partial<AnsweredHttpContext & { readonly response: GatewayResponse }>;
