import type { AwsIdentity } from '../shared/arn.ts';
import type { Clock } from '../shared/clock.ts';
import type { JsonService } from '../shared/json-service.ts';
import type { RestApi } from '../template/model.ts';
import type {
  GatewayRequest,
  GatewayResponse,
  InvocationContext,
  RequestLogEntry,
  UnfinishedContext,
} from './context.ts';
import { contextVariables } from './context-variables.ts';
import { type Deployment, deployRestApi } from './deployment.ts';
import { type Authorizer, authorizeWith } from './handlers/authorize.ts';
import { buildIntegrationRequest } from './handlers/build-integration-request.ts';
import { buildMethodResponse } from './handlers/build-method-response.ts';
import { callIntegrationWith } from './handlers/call-integration.ts';
import { checkMethodRequest } from './handlers/check-method-request.ts';
import { findIntegration } from './handlers/find-integration.ts';
import { gatewayResponse, reasonOf } from './handlers/gateway-exception.ts';
import { mapIntegrationResponse } from './handlers/map-integration-response.ts';
import { parseRequest } from './handlers/parse-request.ts';
import { routeRequest } from './handlers/route-request.ts';
import { selectIntegrationResponse } from './handlers/select-integration-response.ts';
import { emptyRequestOverride, emptyResponseOverride } from './mapping-template.ts';
import { pipeline } from './pipeline.ts';
import { throttleWith } from './throttle.ts';

export interface RestApiGatewayOptions {
  readonly identity: AwsIdentity;
  readonly states: JsonService;
  readonly clock: Clock;
  readonly uuid: () => string;
  /** Enforces `AWS_IAM`; without it every call passes. */
  readonly authorize?: Authorizer;
  /** Enforces the throttling of the stage's method settings. */
  readonly throttle?: boolean;
  /** Told of every answer. */
  readonly log?: (entry: RequestLogEntry) => void;
}

/** Answers a request; at once when nothing has to wait. It never throws and never rejects. */
export type RestApiGateway = (
  request: GatewayRequest,
) => GatewayResponse | Promise<GatewayResponse>;

/** The way of a request through a REST API: the order is that of API Gateway. */
function stagesOf({ api }: Deployment, { authorize, throttle, clock }: RestApiGatewayOptions) {
  return pipeline<InvocationContext>()
    .fill('request', parseRequest)
    .fill('route', routeRequest)
    .fill('caller', authorizeWith(authorize))
    .fill('contextVariables', contextVariables)
    .check(throttle ? throttleWith(api, clock.now) : () => undefined)
    .check(checkMethodRequest)
    .fill('integration', findIntegration)
    .fill('integrationRequest', buildIntegrationRequest)
    .fill('endpointResponse', callIntegrationWith(clock))
    .fill('integrationResponse', selectIntegrationResponse)
    .fill('invocationResponse', mapIntegrationResponse)
    .fill('response', buildMethodResponse);
}

/**
 * Makes the gateway of one REST API.
 *
 * @throws VtlError when a mapping template is wrong
 */
export function createRestApiGateway(api: RestApi, options: RestApiGatewayOptions): RestApiGateway {
  const deployment = deployRestApi(api, {
    identity: options.identity,
    services: { states: options.states },
  });
  const stages = stagesOf(deployment, options);
  return (incoming) => {
    const context = startContext(deployment, incoming, options);
    const answer = ({ response }: { response: GatewayResponse }): GatewayResponse =>
      logged(response, context, options);
    const refuse = (thrown: unknown): GatewayResponse =>
      logged(gatewayResponse(context, thrown), context, options, reasonOf(thrown));
    try {
      const finished = stages.run(context);
      return finished instanceof Promise ? finished.then(answer).catch(refuse) : answer(finished);
    } catch (thrown) {
      return refuse(thrown);
    }
  };
}

function startContext(
  deployment: Deployment,
  incoming: GatewayRequest,
  { clock, uuid }: RestApiGatewayOptions,
): InvocationContext {
  const requestTimeMs = clock.now();
  const random = uuid();
  return {
    deployment,
    incoming,
    requestId: uuid(),
    extendedRequestId: `${random.slice(0, 8)}${random.slice(-7)}=`,
    traceId: traceIdOf(requestTimeMs, random),
    requestTimeMs,
    requestOverride: emptyRequestOverride(),
    responseOverride: emptyResponseOverride(),
  };
}

/** @see "Tracing header" in "AWS X-Ray concepts" (AWS X-Ray Developer Guide) */
function traceIdOf(timeMs: number, uuid: string): string {
  const seconds = Math.floor(timeMs / 1000).toString(16);
  return `Root=1-${seconds}-${uuid.slice(0, 8)}${uuid.slice(9, 13)}${uuid.slice(-12)}`;
}

function logged(
  response: GatewayResponse,
  context: UnfinishedContext,
  { log, clock }: RestApiGatewayOptions,
  error?: string,
): GatewayResponse {
  const { requestId, incoming, request, route, endpointResponse, requestTimeMs } = context;
  log?.({
    requestId,
    method: request?.httpMethod ?? incoming.method,
    path: incoming.rawPath,
    ...(route && { resourcePath: route.method.definition.resourcePath }),
    status: response.statusCode,
    ...(endpointResponse && { integrationStatus: endpointResponse.statusCode }),
    durationMs: clock.now() - requestTimeMs,
    ...(error !== undefined && { error }),
  });
  return response;
}
