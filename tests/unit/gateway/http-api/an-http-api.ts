import type {
  GatewayRequest,
  GatewayResponse,
  RequestLogEntry,
} from '../../../../toolbox/gateway/gateway.ts';
import {
  createHttpApiGateway,
  type HttpApiGatewayOptions,
} from '../../../../toolbox/gateway/http-api/http-api-gateway.ts';
import type { InvokeRequest, InvokeResult } from '../../../../toolbox/shared/function-invoker.ts';
import type { JsonObject } from '../../../../toolbox/shared/json.ts';
import { parseMappingExpression } from '../../../../toolbox/template/http-api/mapping-expression.ts';
import type {
  HttpApi,
  HttpProxyIntegration,
  HttpRoute,
  LambdaIntegration,
  MappingExpression,
  ParameterMapping,
  ServiceIntegration,
} from '../../../../toolbox/template/http-api-model.ts';
import {
  aRecordingBackend,
  aRecordingLambda,
  aRecordingService,
  aRequest,
  IDENTITY,
  LAMBDA_URI,
  NOW_MS,
} from '../an-api.ts';

export const POSITION = { file: 'template.yaml', line: 1, column: 1 };

export function anHttpApi(changes: Partial<HttpApi> = {}): HttpApi {
  return {
    protocolType: 'HTTP',
    logicalId: 'Api',
    apiId: 'abcde12345',
    name: 'orders',
    stageName: '$default',
    stageVariables: {},
    position: POSITION,
    routes: [aRoute()],
    defaultRouteSettings: {},
    routeSettings: {},
    ...changes,
  };
}

export function aRoute(changes: Partial<HttpRoute> = {}): HttpRoute {
  return {
    routeKey: 'POST /orders',
    position: POSITION,
    authorization: { type: 'NONE' },
    integration: aLambda(),
    ...changes,
  };
}

/** An API with one route. */
export function anApiOf(route: Partial<HttpRoute>, changes: Partial<HttpApi> = {}): HttpApi {
  return anHttpApi({ routes: [aRoute(route)], ...changes });
}

const SETTINGS = { position: POSITION, timeoutInMillis: 30_000, responseParameters: {} };

export function aLambda(changes: Partial<LambdaIntegration> = {}): LambdaIntegration {
  return {
    ...SETTINGS,
    kind: 'LAMBDA',
    uri: LAMBDA_URI,
    payloadFormatVersion: '2.0',
    requestParameters: [],
    ...changes,
  };
}

export function anHttpProxy(changes: Partial<HttpProxyIntegration> = {}): HttpProxyIntegration {
  return {
    ...SETTINGS,
    kind: 'HTTP_PROXY',
    uri: 'http://backend.example/base',
    httpMethod: 'ANY',
    requestParameters: [],
    ...changes,
  };
}

export const ROLE = 'arn:aws:iam::123456789012:role/api';

/** A first-class integration; its parameters are given as they are written. */
export function aService(
  action: string,
  parameters: Readonly<Record<string, string>>,
): ServiceIntegration {
  return {
    ...SETTINGS,
    kind: 'SERVICE',
    integrationSubtype: `StepFunctions-${action}`,
    credentials: ROLE,
    requestParameters: Object.fromEntries(
      Object.entries(parameters).map(([name, text]) => [name, anExpression(text)]),
    ),
  };
}

export function anExpression(text: string, origin: 'request' | 'response' = 'request') {
  const expression = parseMappingExpression(text, origin);
  if (expression === undefined) throw new Error(`${text} is no mapping expression`);
  return expression;
}

/** A mapping as it is written, such as `append:header.x` and `$request.path`. */
export function aMapping(
  target: string,
  text: string,
  origin: 'request' | 'response' = 'request',
): ParameterMapping {
  const [action, place, name = ''] = target.split(/[:.]/);
  const value: MappingExpression = action === 'remove' ? [] : anExpression(text, origin);
  return { action, place, name, value } as ParameterMapping;
}

/** Sends one request through a gateway of its own. */
export async function respond(
  api: HttpApi,
  request: GatewayRequest,
  changes: Partial<HttpApiGatewayOptions> = {},
): Promise<GatewayResponse & { readonly entry: RequestLogEntry | undefined }> {
  let entry: RequestLogEntry | undefined;
  const log = (logged: RequestLogEntry): void => {
    entry = logged;
  };
  const gateway = createHttpApiGateway(api, httpApiOptions({ log, ...changes }));
  return { ...(await gateway(request)), entry };
}

export function httpApiOptions(
  changes: Partial<HttpApiGatewayOptions> = {},
): HttpApiGatewayOptions {
  return {
    identity: IDENTITY,
    states: aRecordingService().states,
    lambda: aRecordingLambda().lambda,
    sendRequest: aRecordingBackend().sendRequest,
    keySets: async () => {
      throw new Error('no keys');
    },
    clock: { now: () => NOW_MS, sleep: () => new Promise(() => {}) },
    uuid: () => '11112222-3333-4444-8555-666677778888',
    throttle: false,
    ...changes,
  };
}

/** The event that a function gets, and the answer that the client gets of the function's. */
export async function invoke(
  api: HttpApi,
  request: Parameters<typeof aRequest>[0],
  result: Partial<InvokeResult> = {},
): Promise<{
  readonly event: JsonObject;
  readonly call: InvokeRequest;
  readonly response: Awaited<ReturnType<typeof respond>>;
}> {
  const { lambda, calls } = aRecordingLambda(result);
  const response = await respond(api, aRequest(request), { lambda });
  const [call] = calls;
  if (call === undefined) throw new Error(`no function was invoked: ${response.entry?.error}`);
  return { event: JSON.parse(call.payload), call, response };
}
