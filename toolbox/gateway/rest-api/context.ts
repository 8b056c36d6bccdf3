import type { JsonObject } from '../../shared/json.ts';
import type { ApiKey } from '../../template/authorizer-model.ts';
import type { Caller } from '../caller.ts';
import type { GatewayRequest } from '../gateway.ts';
import type { GatewayError } from '../gateway-error.ts';
import type {
  EndpointResponse,
  IntegrationRequest,
  InvocationResponse,
} from '../integrations/integration-exchange.ts';
import type { RequestOverride, ResponseOverride } from '../mapping-template.ts';
import type { ParameterValues } from '../parameter-values.ts';
import type {
  DeployedIntegration,
  DeployedIntegrationResponse,
  DeployedMethod,
  Deployment,
} from './deployment.ts';

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

/** What an authorizer tells about the caller. */
export interface AuthorizerResult {
  /** `$context.authorizer`. */
  readonly variables: JsonObject;
  /** The API key of the caller, where the API takes it from the authorizer. */
  readonly usageIdentifierKey: string | undefined;
  /** Why the caller may not call the method all the same. */
  readonly refusal: GatewayError | undefined;
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
