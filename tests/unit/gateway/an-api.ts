import type {
  GatewayRequest,
  GatewayResponse,
  RequestLogEntry,
} from '../../../toolbox/gateway/gateway.ts';
import type {
  BackendRequest,
  BackendResponse,
  SendBackendRequest,
} from '../../../toolbox/gateway/integrations/backend.ts';
import {
  createRestApiGateway,
  type RestApiGatewayOptions,
} from '../../../toolbox/gateway/rest-api/rest-api-gateway.ts';
import type {
  InvokeFunction,
  InvokeRequest,
  InvokeResult,
} from '../../../toolbox/shared/function-invoker.ts';
import type { JsonService } from '../../../toolbox/shared/json-service.ts';
import { fileSource, type TextSource } from '../../../toolbox/shared/text-source.ts';
import type {
  Integration,
  IntegrationResponse,
  Method,
  RestApi,
} from '../../../toolbox/template/model.ts';

export const IDENTITY = { accountId: '123456789012', region: 'eu-west-1', partition: 'aws' };
export const FUNCTION_ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:orders';
export const LAMBDA_URI = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION_ARN}/invocations`;
const START_EXECUTION_URI = 'arn:aws:apigateway:eu-west-1:states:action/StartExecution';
/** 2024-01-31T10:20:30.000Z */
export const NOW_MS = Date.UTC(2024, 0, 31, 10, 20, 30);

const POSITION = { file: 'swagger.yaml', line: 1, column: 1 };

export function aTemplate(text: string): TextSource {
  return fileSource('swagger.yaml', text);
}

export function aRestApi(changes: Partial<RestApi> = {}): RestApi {
  return {
    protocolType: 'REST',
    logicalId: 'Api',
    apiId: 'abcde12345',
    name: 'orders',
    stageName: 'dev',
    stageVariables: {},
    position: POSITION,
    methods: [aMethod()],
    models: {},
    gatewayResponses: {},
    binaryMediaTypes: [],
    methodSettings: [],
    apiKeySource: 'HEADER',
    apiKeys: [],
    ...changes,
  };
}

export function aMethod(changes: Partial<Method> = {}): Method {
  return {
    resourcePath: '/orders',
    httpMethod: 'POST',
    position: POSITION,
    authorizationType: 'NONE',
    apiKeyRequired: false,
    requestParameters: [],
    requestModels: {},
    methodResponses: { 200: { headers: [] } },
    integration: anIntegration(),
    ...changes,
  };
}

export function anIntegration(changes: Partial<Integration> = {}): Integration {
  return {
    position: POSITION,
    type: 'AWS',
    httpMethod: 'POST',
    uri: START_EXECUTION_URI,
    passthroughBehavior: 'WHEN_NO_MATCH',
    requestParameters: {},
    requestTemplates: {},
    responses: [anIntegrationResponse()],
    timeoutInMillis: 29_000,
    ...changes,
  };
}

export function aLambdaProxy(changes: Partial<Integration> = {}): Integration {
  return anIntegration({ type: 'AWS_PROXY', uri: LAMBDA_URI, responses: [], ...changes });
}

export function aMock(changes: Partial<Integration> = {}): Integration {
  const {
    uri: _,
    httpMethod: __,
    ...integration
  } = anIntegration({
    type: 'MOCK',
    requestTemplates: { 'application/json': aTemplate('{"statusCode": 200}') },
    ...changes,
  });
  return integration;
}

export function anIntegrationResponse(
  changes: Partial<IntegrationResponse> = {},
): IntegrationResponse {
  return {
    position: POSITION,
    statusCode: '200',
    responseParameters: {},
    responseTemplates: {},
    ...changes,
  };
}

/** Headers are given as pairs; a body as text or bytes. */
export function aRequest({
  headers = [],
  body = '',
  ...changes
}: Partial<Omit<GatewayRequest, 'headers' | 'body'>> & {
  headers?: readonly (readonly [string, string])[];
  body?: string | Uint8Array;
} = {}): GatewayRequest {
  return {
    method: 'POST',
    rawPath: '/orders',
    rawQuery: '',
    sourceIp: '127.0.0.1',
    ...changes,
    headers: [['Host', 'localhost:3000'] as const, ...headers].flat(),
    body: typeof body === 'string' ? Buffer.from(body) : body,
  };
}

/** A service that answers every call with 200 and tells what it was asked. */
export function aRecordingService(answer = '{"ok":true}'): {
  readonly states: JsonService;
  readonly calls: (readonly [operation: string, body: string])[];
} {
  const calls: (readonly [string, string])[] = [];
  const states: JsonService = (operation, body) => {
    calls.push([operation, body]);
    return { statusCode: 200, body: answer };
  };
  return { states, calls };
}

/** A Lambda whose functions all answer alike, and that tells how they were invoked. */
export function aRecordingLambda(result: Partial<InvokeResult> = {}): {
  readonly lambda: InvokeFunction;
  readonly calls: InvokeRequest[];
} {
  const calls: InvokeRequest[] = [];
  const lambda: InvokeFunction = async (request) => {
    calls.push(request);
    return { payload: '{}', executedVersion: '$LATEST', requestId: 'request', ...result };
  };
  return { lambda, calls };
}

/** A server that answers every request alike and tells what it was sent. */
export function aRecordingBackend(answer: Partial<BackendResponse> = {}): {
  readonly sendRequest: SendBackendRequest;
  readonly requests: BackendRequest[];
} {
  const requests: BackendRequest[] = [];
  const sendRequest: SendBackendRequest = async (request) => {
    requests.push(request);
    return { statusCode: 200, headers: [], body: Buffer.alloc(0), ...answer };
  };
  return { sendRequest, requests };
}

export function gatewayOptions(
  changes: Partial<RestApiGatewayOptions> = {},
): RestApiGatewayOptions {
  return {
    identity: IDENTITY,
    states: aRecordingService().states,
    lambda: aRecordingLambda().lambda,
    sendRequest: aRecordingBackend().sendRequest,
    environment: {},
    keySets: async () => {
      throw new Error('no keys');
    },
    clock: { now: () => NOW_MS, sleep: () => new Promise(() => {}) },
    uuid: () => '11112222-3333-4444-8555-666677778888',
    ...changes,
  };
}

/** Sends one request through a gateway of its own. */
export async function respond(
  api: RestApi,
  request: GatewayRequest,
  changes: Partial<RestApiGatewayOptions> = {},
): Promise<GatewayResponse & { readonly entry: RequestLogEntry | undefined }> {
  let entry: RequestLogEntry | undefined;
  const gateway = createRestApiGateway(
    api,
    gatewayOptions({
      log(logged) {
        entry = logged;
      },
      ...changes,
    }),
  );
  return { ...(await gateway(request)), entry };
}

/** All values of a response header, whatever its spelling. */
export function headerValues({ headers }: GatewayResponse, name: string): string[] {
  return headers
    .filter(([sent]) => sent.toLowerCase() === name.toLowerCase())
    .map(([, value]) => value);
}
