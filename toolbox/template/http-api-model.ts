import type { Position } from '../shared/problem.ts';

/** An HTTP API: `AWS::Serverless::HttpApi`, or `AWS::ApiGatewayV2::Api` with the protocol HTTP. */
export interface HttpApi {
  readonly protocolType: 'HTTP';
  readonly logicalId: string;
  /** Made from the logical id: ten lower-case letters and digits. */
  readonly apiId: string;
  readonly name: string;
  /** `$default` has no prefix in the paths that backends see. */
  readonly stageName: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly position: Position;
  readonly routes: readonly HttpRoute[];
  readonly cors?: CorsConfiguration;
  /** `DefaultRouteSettings` of the stage. */
  readonly defaultRouteSettings: RouteSettings;
  /** By route key. */
  readonly routeSettings: Readonly<Record<string, RouteSettings>>;
}

/** Settings of a stage for a route, as far as they change what a client sees. */
export interface RouteSettings {
  /** Requests per second. */
  readonly throttlingRateLimit?: number;
  readonly throttlingBurstLimit?: number;
}

/** @see "Configuring CORS for an HTTP API" (API Gateway Developer Guide) */
export interface CorsConfiguration {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly maxAgeSeconds?: number;
  readonly allowCredentials: boolean;
}

export interface HttpRoute {
  /** Such as `POST /pets/{petId}`, `ANY /{proxy+}` or `$default`. */
  readonly routeKey: string;
  readonly position: Position;
  readonly authorization: RouteAuthorization;
  /** A route without one answers 500. */
  readonly integration?: HttpApiIntegration;
}

export type RouteAuthorization =
  | { readonly type: 'NONE' }
  | { readonly type: 'AWS_IAM' }
  | {
      readonly type: 'JWT';
      readonly authorizer: JwtAuthorizer;
      /** The token needs one of them; without any its scopes do not matter. */
      readonly scopes: readonly string[];
    }
  | { readonly type: 'CUSTOM'; readonly authorizer: RequestAuthorizer };

export type HttpApiAuthorizer = JwtAuthorizer | RequestAuthorizer;

/** @see "Controlling access to HTTP APIs with JWT authorizers" (API Gateway Developer Guide) */
export interface JwtAuthorizer {
  readonly type: 'JWT';
  readonly name: string;
  readonly position: Position;
  /** Where the token stands, such as `$request.header.Authorization`. */
  readonly identitySource: readonly MappingVariable[];
  readonly issuer: string;
  readonly audience: readonly string[];
}

/** @see "Working with AWS Lambda authorizers for HTTP APIs" (API Gateway Developer Guide) */
export interface RequestAuthorizer {
  readonly type: 'REQUEST';
  readonly name: string;
  readonly position: Position;
  /** Such as `$request.header.Authorization`; none of them may be missing in a request. */
  readonly identitySource: readonly MappingVariable[];
  /** `arn:…:lambda:path/2015-03-31/functions/<ARN>/invocations`. */
  readonly authorizerUri: string;
  readonly credentials?: string;
  readonly payloadFormatVersion: PayloadFormatVersion;
  readonly enableSimpleResponses: boolean;
  /** 0 asks the function at each request. */
  readonly resultTtlSeconds: number;
}

export type PayloadFormatVersion = '1.0' | '2.0';

export type HttpApiIntegration = LambdaIntegration | HttpProxyIntegration | ServiceIntegration;

interface IntegrationSettings {
  readonly position: Position;
  /** The role that calls. */
  readonly credentials?: string;
  readonly timeoutInMillis: number;
  /** By the status of the backend's answer. */
  readonly responseParameters: Readonly<Record<string, readonly ParameterMapping[]>>;
}

/** `AWS_PROXY` with a function. */
export interface LambdaIntegration extends IntegrationSettings {
  readonly kind: 'LAMBDA';
  /** The ARN of the function, or `arn:…:lambda:path/2015-03-31/functions/<ARN>/invocations`. */
  readonly uri: string;
  readonly payloadFormatVersion: PayloadFormatVersion;
  readonly requestParameters: readonly ParameterMapping[];
}

/** `HTTP_PROXY`; a VPC link is no different here. */
export interface HttpProxyIntegration extends IntegrationSettings {
  readonly kind: 'HTTP_PROXY';
  /** A URL, in which `{name}` stands for a path parameter. */
  readonly uri: string;
  /** `ANY` for that of the request. */
  readonly httpMethod: string;
  readonly requestParameters: readonly ParameterMapping[];
}

/** `AWS_PROXY` with an action of a service, a first-class integration. */
export interface ServiceIntegration extends IntegrationSettings {
  readonly kind: 'SERVICE';
  /** Such as `StepFunctions-StartExecution`. */
  readonly integrationSubtype: string;
  /** By the parameter of the action. */
  readonly requestParameters: Readonly<Record<string, MappingExpression>>;
}

/**
 * One change of what goes on to the backend or back to the client.
 *
 * @see "Transforming API requests and responses" (API Gateway Developer Guide)
 */
export interface ParameterMapping {
  readonly action: 'append' | 'overwrite' | 'remove';
  readonly place: 'header' | 'querystring' | 'path' | 'statuscode';
  /** Empty for the path and the status. */
  readonly name: string;
  /** Empty when the parameter is removed. */
  readonly value: MappingExpression;
}

/** Static text and variables, which are put together. */
export type MappingExpression = readonly (string | MappingVariable)[];

/** A part of the request, or of the response where the mapping is one of responses. */
export interface MappingVariable {
  readonly source:
    | 'header'
    | 'querystring'
    | 'path'
    | 'pathParameter'
    | 'body'
    | 'context'
    | 'stageVariables';
  /** The name; of a body the JSONPath, which begins with `$`, or nothing for the whole of it. */
  readonly name: string;
}
