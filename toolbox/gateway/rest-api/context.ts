import type { JsonObject } from '../../shared/json.ts';
import type { RolePrincipal } from '../../shared/principal.ts';
import type { ApiKey } from '../../template/authorizer-model.ts';
import type { GatewayError } from '../gateway-error.ts';
import type { RequestOverride, ResponseOverride } from '../mapping-template.ts';
import type {
  DeployedIntegration,
  DeployedIntegrationResponse,
  DeployedMethod,
  Deployment,
} from './deployment.ts';

/** An HTTP request as the network delivered it. */
export interface GatewayRequest {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly rawPath: string;
  /** Without the question mark; empty when there is none. */
  readonly rawQuery: string;
  /**
   * Names and values in turns, as `rawHeaders` of Node.js: nothing is merged, re-spelt or copied.
   */
  readonly headers: readonly string[];
  readonly body: Uint8Array;
  readonly sourceIp: string;
  /** Who sends it, when it comes from a service of this process and not from the network. */
  readonly sender?: InternalSender;
}

/** A service of this process, such as the state machine that runs `apigateway:invoke`. */
export interface InternalSender {
  /** The role whose credentials sign the request; undefined for one that is not signed. */
  readonly signer: RolePrincipal | undefined;
}

export interface GatewayResponse {
  readonly statusCode: number;
  readonly headers: readonly HeaderPair[];
  readonly body: Payload;
}

/** Answers a request; at once when nothing has to wait. It never throws and never rejects. */
export type Gateway = (request: GatewayRequest) => GatewayResponse | Promise<GatewayResponse>;

export type HeaderPair = readonly [name: string, value: string];

/** Names and single values; without a prototype, so that no name is special. */
export type ParameterValues = Record<string, string>;

/** The same, where a name may have several values. */
export type MultiValues = Record<string, MappedValue>;
export type MappedValue = string | readonly string[];

/** A body: text, or bytes that need not be text. */
export type Payload = string | Uint8Array;

/** What one line of the request log tells. It holds no header and no body. */
export interface RequestLogEntry {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly resourcePath?: string;
  readonly status: number;
  readonly integrationStatus?: number;
  readonly durationMs: number;
  /** Why the gateway itself answered with an error. */
  readonly error?: string;
}

/** The request in the terms of API Gateway. */
export interface InvocationRequest {
  /** Upper case; `X-HTTP-Method-Override` is respected. */
  readonly httpMethod: string;
  /** Percent-encoded, without the stage. */
  readonly path: string;
  /** The media type of the body, in lower case and without parameters. */
  readonly contentType: string;
  /** The first media type that the client accepts. */
  readonly accept: string;
  readonly host: string;
  readonly userAgent: string;
  /** What mapping templates and parameter mappings see, with the spelling of the client. */
  readonly headers: ParameterValues;
  readonly querystring: ParameterValues;
  /** The text of the body; the bytes, which need not be text, are those of the incoming request. */
  readonly body: string;
}

export interface Route {
  readonly method: DeployedMethod;
  /** Decoded. */
  readonly pathParameters: ParameterValues;
  /** As the client sent them. */
  readonly rawPathParameters: ParameterValues;
}

/** Who signed the request: the `$context.identity` values that only an authorized request has. */
export interface Caller {
  readonly accessKey: string;
  readonly accountId: string;
  readonly caller: string;
  readonly user: string;
  readonly userArn: string;
}

/** What an authorizer tells about the caller. */
export interface AuthorizerResult {
  /** `$context.authorizer`. */
  readonly variables: JsonObject;
  /** The API key of the caller, where the API takes it from the authorizer. */
  readonly usageIdentifierKey: string | undefined;
  /** Why the caller may not call the method all the same. */
  readonly refusal: GatewayError | undefined;
}

/** What is sent to the integration. */
export interface IntegrationRequest {
  readonly body: Payload;
  readonly headers: MultiValues;
  readonly querystring: MultiValues;
  readonly path: ParameterValues;
}

/** What the integration answered. */
export interface EndpointResponse {
  readonly statusCode: number;
  readonly headers: readonly HeaderPair[];
  readonly body: Payload;
  /**
   * What selection patterns are matched against: the status, or a Lambda function's error message.
   */
  readonly selector: string;
  /** For the log only: why the service did not do what it was asked for. */
  readonly error?: string;
}

/** The response as the integration response maps it, or as the function of a proxy gives it. */
export interface InvocationResponse {
  readonly statusCode: number;
  /** Mapped headers; a name occurs twice when an override gives it a list. */
  readonly headers: readonly HeaderPair[];
  readonly body: Payload;
}

/** The values of one call that each stage may read from the start. */
export interface InvocationContext {
  readonly deployment: Deployment;
  readonly incoming: GatewayRequest;
  readonly requestId: string;
  readonly extendedRequestId: string;
  readonly traceId: string;
  /** Milliseconds since 1970. */
  readonly requestTimeMs: number;
  /** Shared by the request template and the response template. */
  readonly requestOverride: RequestOverride;
  readonly responseOverride: ResponseOverride;
}

/**
 * The context behind a stage: the field that the stage fills is there, and those of the stages
 * before it.
 */
export interface ParsedContext extends InvocationContext {
  readonly request: InvocationRequest;
}
export interface RoutedContext extends ParsedContext {
  readonly route: Route;
}
export interface AuthorizedContext extends RoutedContext {
  readonly caller: Caller | undefined;
  readonly authorizerResult: AuthorizerResult | undefined;
  /** Of a method that asks for one. */
  readonly apiKey: ApiKey | undefined;
}
export interface VariablesContext extends AuthorizedContext {
  /** `$context` without the overrides. */
  readonly contextVariables: JsonObject;
}
export interface IntegrationContext extends VariablesContext {
  readonly integration: DeployedIntegration;
}
export interface IntegrationRequestContext extends IntegrationContext {
  readonly integrationRequest: IntegrationRequest;
}
export interface EndpointResponseContext extends IntegrationRequestContext {
  readonly endpointResponse: EndpointResponse;
}
export interface IntegrationResponseContext extends EndpointResponseContext {
  readonly integrationResponse: DeployedIntegrationResponse;
}
/** A proxy integration comes here without an integration response. */
export interface InvocationResponseContext extends EndpointResponseContext {
  readonly invocationResponse: InvocationResponse;
}

/** The context somewhere in the list of stages, where one refused the request. */
export type UnfinishedContext = InvocationContext & Partial<InvocationResponseContext>;
