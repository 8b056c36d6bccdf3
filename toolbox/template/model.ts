import type { AwsIdentity } from '../shared/arn.ts';
import type { HttpConnection } from '../shared/http-connection.ts';
import type { JsonObject, JsonValue } from '../shared/json.ts';
import type { Position } from '../shared/problem.ts';
import type { TextSource } from '../shared/text-source.ts';
import type { ApiKey, RestApiAuthorizer } from './authorizer-model.ts';
import type { HttpApi } from './http-api-model.ts';
import type { WebSocketApi } from './web-socket-api-model.ts';

/** A SAM template with its parameters, conditions and intrinsic functions resolved and its files read. */
export interface SamTemplate {
  /** Absolute path of the template. */
  readonly file: string;
  readonly identity: AwsIdentity;
  readonly stackName: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** In the order of the template. */
  readonly apis: readonly Api[];
  readonly stateMachines: readonly StateMachineConfiguration[];
  readonly functions: readonly FunctionConfiguration[];
  readonly roles: readonly RoleConfiguration[];
  readonly permissions: readonly FunctionPermission[];
  /** Names of the activities. */
  readonly activities: readonly string[];
  readonly connections: readonly HttpConnection[];
}

export type Api = RestApi | HttpApi | WebSocketApi;

/** A REST API as API Gateway imports it from OpenAPI. */
export interface RestApi {
  readonly protocolType: 'REST';
  readonly logicalId: string;
  /** Made from the logical id: ten lower-case letters and digits. */
  readonly apiId: string;
  readonly name: string;
  readonly stageName: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly position: Position;
  readonly methods: readonly Method[];
  /** `components.schemas`: what a `$ref` in a request body's schema points to. */
  readonly models: Readonly<Record<string, JsonObject>>;
  /** By response type, such as `DEFAULT_4XX`. */
  readonly gatewayResponses: Readonly<Record<string, GatewayResponseDefinition>>;
  readonly binaryMediaTypes: readonly string[];
  readonly minimumCompressionSize?: number;
  readonly methodSettings: readonly MethodSetting[];
  /** Where a request tells its API key: `x-api-key`, or the authorizer's `usageIdentifierKey`. */
  readonly apiKeySource: 'HEADER' | 'AUTHORIZER';
  /** Those that may call the methods which ask for a key. */
  readonly apiKeys: readonly ApiKey[];
}

/** `MethodSettings` of a stage, as far as they change what a client sees. */
export interface MethodSetting {
  readonly resourcePath: string;
  readonly httpMethod: string;
  /** Requests per second. */
  readonly throttlingRateLimit?: number;
  readonly throttlingBurstLimit?: number;
}

export interface Method {
  /** Path template such as `/pets/{petId}` or `/{proxy+}`. */
  readonly resourcePath: string;
  /** Upper case; `ANY` for `x-amazon-apigateway-any-method`. */
  readonly httpMethod: string;
  readonly operationId?: string;
  readonly position: Position;
  /** `NONE`, `AWS_IAM`, `CUSTOM` or `COGNITO_USER_POOLS`. */
  readonly authorizationType: string;
  /** Of the last two; absent when it is wrong or not supported, so that nobody may call. */
  readonly authorizer?: RestApiAuthorizer;
  /** One of them has to be in the access token of a user pool; absent where an ID token is taken. */
  readonly authorizationScopes?: readonly string[];
  readonly apiKeyRequired: boolean;
  readonly requestParameters: readonly RequestParameter[];
  /** Schema of the request body by media type. */
  readonly requestModels: Readonly<Record<string, JsonObject>>;
  readonly requestValidator?: RequestValidator;
  /** By status; what the operation's `responses` declare. */
  readonly methodResponses: Readonly<Record<string, MethodResponse>>;
  readonly integration?: Integration;
}

export interface RequestParameter {
  readonly name: string;
  readonly in: 'header' | 'path' | 'querystring';
  readonly required: boolean;
}

export interface RequestValidator {
  readonly validateRequestBody: boolean;
  readonly validateRequestParameters: boolean;
}

export interface MethodResponse {
  /** Names of the declared headers, as written. */
  readonly headers: readonly string[];
  /** A `$ref` of the operation leads to it, which API Gateway does not follow. */
  readonly isShared?: true;
}

/** `x-amazon-apigateway-integration`. */
export interface Integration {
  readonly position: Position;
  readonly type: 'AWS' | 'AWS_PROXY' | 'HTTP' | 'HTTP_PROXY' | 'MOCK';
  readonly httpMethod?: string;
  readonly uri?: string;
  readonly credentials?: string;
  readonly passthroughBehavior: 'WHEN_NO_MATCH' | 'WHEN_NO_TEMPLATES' | 'NEVER';
  /** Target (`integration.request.header.X`) → source (`method.request.header.X` or `'static'`). */
  readonly requestParameters: Readonly<Record<string, string>>;
  /** By media type, as written. */
  readonly requestTemplates: Readonly<Record<string, TextSource>>;
  readonly responses: readonly IntegrationResponse[];
  readonly timeoutInMillis: number;
  readonly contentHandling?: ContentHandling;
  /** The certificate of the backend is not verified; only ever true. */
  readonly insecureSkipVerification?: boolean;
}

export type ContentHandling = 'CONVERT_TO_BINARY' | 'CONVERT_TO_TEXT';

export interface IntegrationResponse {
  readonly position: Position;
  /**
   * A regular expression for the whole status, or error message of a function; absent for
   * `default`.
   */
  readonly selectionPattern?: string;
  readonly statusCode: string;
  /** Target (`method.response.header.X`) → source. */
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, TextSource>>;
  readonly contentHandling?: ContentHandling;
}

export interface GatewayResponseDefinition {
  readonly position: Position;
  readonly statusCode?: string;
  /** Target (`gatewayresponse.header.X`) → source. */
  readonly responseParameters: Readonly<Record<string, string>>;
  readonly responseTemplates: Readonly<Record<string, string>>;
}

export interface StateMachineConfiguration {
  readonly logicalId: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly type: 'STANDARD' | 'EXPRESS';
  readonly roleArn: string;
  readonly position: Position;
  readonly definition: WorkflowDefinition;
  readonly loggingConfiguration?: JsonObject;
  readonly tracingConfiguration?: JsonObject;
}

/** A workflow definition with its substitutions made. */
export interface WorkflowDefinition {
  /** JSON text, as it would be deployed. */
  readonly text: string;
  readonly value: JsonValue;
  /** The place of the value at a JSON pointer such as `/States/Start/Next`, or of the nearest one above it. */
  positionOf(pointer: string): Position;
}

export interface FunctionConfiguration {
  readonly logicalId: string;
  readonly functionName: string;
  readonly functionArn: string;
  /** `nodejs24.x`, `python3.13`, …; empty for an image. */
  readonly runtime: string;
  readonly handler: string;
  readonly packageType: 'Zip' | 'Image';
  /** Absolute path of `CodeUri`; undefined for `InlineCode` and code in S3. */
  readonly codeDirectory?: string;
  readonly inlineCode?: string;
  readonly timeoutSeconds: number;
  readonly memorySizeMb: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly architecture: string;
  readonly roleArn: string;
  readonly logGroupName: string;
  /** `Metadata`, when it says `BuildMethod: esbuild`: how `sam build` bundles the function. */
  readonly esbuild?: EsbuildProperties;
  readonly reservedConcurrentExecutions?: number;
  /** What may stand behind the ARN besides `$LATEST`: the number of the published version, and its aliases. */
  readonly qualifiers?: readonly string[];
  /** `LoggingConfig`, as far as it changes what a function logs. */
  readonly loggingConfig?: FunctionLoggingConfig;
  /** What lies under the function at `/opt`; of two layers with the same file the later one wins. */
  readonly layers?: readonly LayerContent[];
  readonly position: Position;
}

/** A layer of the template whose content is in a folder. */
export interface LayerContent {
  readonly logicalId: string;
  /** Absolute path. */
  readonly directory: string;
  /** Where the folder lies in Lambda: `sam build` puts what it builds below `nodejs`. */
  readonly path: '/opt' | '/opt/nodejs';
}

/** With the names and values of the Lambda API. */
export interface FunctionLoggingConfig {
  readonly LogFormat: 'Text' | 'JSON';
  readonly ApplicationLogLevel?: string;
}

/** `Metadata.BuildProperties` of a function, with the names of the SAM documentation. */
export interface EsbuildProperties {
  readonly EntryPoints: readonly string[];
  readonly Target?: string;
  readonly Format?: string;
  readonly Minify?: boolean;
  readonly Sourcemap?: boolean;
  readonly SourcesContent?: boolean;
  readonly KeepNames?: boolean;
  readonly External?: readonly string[];
  readonly MainFields?: readonly string[];
  readonly Loader?: readonly string[];
  readonly OutExtension?: readonly string[];
  readonly Define?: readonly string[];
  readonly Banner?: readonly string[];
  readonly Footer?: readonly string[];
}

export interface RoleConfiguration {
  readonly logicalId: string;
  readonly roleName: string;
  readonly roleArn: string;
  readonly position: Position;
  /** Statements of the inline policies, as resolved. */
  readonly statements: readonly JsonObject[];
  /** Names or ARNs of further policies whose statements are not in the template: managed ones, SAM's templates. */
  readonly unknownPolicies: readonly string[];
}

/**
 * A statement of a function's resource-based policy: `AWS::Lambda::Permission`, or what SAM makes
 * of an event.
 */
export interface FunctionPermission {
  /** Name or ARN, perhaps with a qualifier; `*` when it is not known here. */
  readonly functionName: string;
  /** `lambda:InvokeFunction`; `lambda:*` when it is not known here. */
  readonly action: string;
  /**
   * A service such as `apigateway.amazonaws.com`, an account or the ARN of a role; `*` for anyone.
   */
  readonly principal: string;
  /** With `*` and `?`; any source without it. */
  readonly sourceArn?: string;
  readonly position: Position;
}
