import type { AwsIdentity } from '../../shared/arn.ts';
import type { Clock } from '../../shared/clock.ts';
import type { InvokeFunction } from '../../shared/function-invoker.ts';
import type { JsonService } from '../../shared/json-service.ts';
import type { Environment } from '../../shared/local-services.ts';
import type { Authorize } from '../../shared/principal.ts';
import { traceRoot } from '../../shared/trace-root.ts';
import type { RestApi } from '../../template/model.ts';
import type { KeySets } from '../authorizers/key-set.ts';
import type { Gateway, GatewayRequest, GatewayResponse, RequestLogEntry } from '../gateway.ts';
import type { SendBackendRequest } from '../integrations/backend.ts';
import { emptyRequestOverride, emptyResponseOverride } from '../mapping-template.ts';
import { answerBy, pipeline } from '../pipeline.ts';
import { reasonOf } from '../reason-of.ts';
import type { IntegrationContext, InvocationContext, UnfinishedContext } from './context.ts';
import { contextVariables } from './context-variables.ts';
import { type Deployment, deployRestApi } from './deployment.ts';
import { type Authorizer, authorizeWith } from './handlers/authorize.ts';
import { authorizeApiKeyWith } from './handlers/authorize-api-key.ts';
import { authorizeCallerWith, refuseCaller } from './handlers/authorize-caller.ts';
import { buildHttpProxyRequest } from './handlers/build-http-proxy-request.ts';
import { buildIntegrationRequest } from './handlers/build-integration-request.ts';
import { buildMethodResponse } from './handlers/build-method-response.ts';
import { buildProxyRequest } from './handlers/build-proxy-request.ts';
import { callIntegrationWith } from './handlers/call-integration.ts';
import { checkMethodRequest } from './handlers/check-method-request.ts';
import { findIntegration } from './handlers/find-integration.ts';
import { gatewayResponse } from './handlers/gateway-exception.ts';
import { mapIntegrationResponse } from './handlers/map-integration-response.ts';
import { parseRequest } from './handlers/parse-request.ts';
import { readHttpProxyResponse } from './handlers/read-http-proxy-response.ts';
import { readProxyResponse } from './handlers/read-proxy-response.ts';
import { routeRequest } from './handlers/route-request.ts';
import { selectIntegrationResponse } from './handlers/select-integration-response.ts';
import { throttleWith } from './throttle.ts';

export interface RestApiGatewayOptions {
  readonly identity: AwsIdentity;
  readonly states: JsonService;
  readonly lambda: InvokeFunction;
  /** Reaches HTTP backends and local services. */
  readonly sendRequest: SendBackendRequest;
  /** Where the URLs of local services stand. */
  readonly environment: Environment;
  readonly clock: Clock;
  readonly uuid: () => string;
  /** Enforces `AWS_IAM`; without it such calls pass. */
  readonly authorizer?: Authorizer;
  /** The keys of the tokens of user pools. */
  readonly keySets: KeySets;
  /** Judges requests that services of this process sign; without it each signer may call. */
  readonly iam?: Authorize;
  /** Enforces the throttling of the stage's method settings. */
  readonly throttle?: boolean;
  /** Told of every answer. */
  readonly log?: (entry: RequestLogEntry) => void;
}

/** The way of a request through a REST API: the order is that of API Gateway. */
function stagesOf({ api }: Deployment, options: RestApiGatewayOptions) {
  const { authorizer, iam, lambda, keySets, throttle, clock } = options;
  const callIntegration = callIntegrationWith(clock);

  // A proxy's function gets the request and gives the response as they are: no parameters are
  // mapped, no templates rendered, and no integration response is selected. For an HTTP backend
  // parameters are mapped.
  const lambdaProxyIntegration = pipeline<IntegrationContext>()
    .fill('integrationRequest', buildProxyRequest)
    .fill('endpointResponse', callIntegration)
    .fill('invocationResponse', readProxyResponse);

  const httpProxyIntegration = pipeline<IntegrationContext>()
    .fill('integrationRequest', buildHttpProxyRequest)
    .fill('endpointResponse', callIntegration)
    .fill('invocationResponse', readHttpProxyResponse);

  const proxyIntegration = pipeline<IntegrationContext>().fork(
    isLambdaProxy,
    lambdaProxyIntegration,
    httpProxyIntegration,
  );

  const mappedIntegration = pipeline<IntegrationContext>()
    .fill('integrationRequest', buildIntegrationRequest)
    .fill('endpointResponse', callIntegration)
    .fill('integrationResponse', selectIntegrationResponse)
    .fill('invocationResponse', mapIntegrationResponse);

  return pipeline<InvocationContext>()
    .fill('request', parseRequest)
    .fill('route', routeRequest)
    .fill('caller', authorizeWith({ authorizer, iam }))
    .fill('authorizerResult', authorizeCallerWith(api, { lambda, keySets, clock }))
    .check(refuseCaller)
    .fill('apiKey', authorizeApiKeyWith(api))
    .fill('contextVariables', contextVariables)
    .check(throttle ? throttleWith(api, clock.now) : () => undefined)
    .check(checkMethodRequest)
    .fill('integration', findIntegration)
    .fork(isProxy, proxyIntegration, mappedIntegration)
    .fill('response', buildMethodResponse);
}

function isProxy({ integration }: IntegrationContext): boolean {
  const { type } = integration.definition;
  return type === 'AWS_PROXY' || type === 'HTTP_PROXY';
}

function isLambdaProxy({ integration }: IntegrationContext): boolean {
  return integration.definition.type === 'AWS_PROXY';
}

/**
 * Makes the gateway of one REST API.
 *
 * @throws VtlError when a mapping template is wrong
 */
export function createRestApiGateway(api: RestApi, options: RestApiGatewayOptions): Gateway {
  const deployment = deployRestApi(api, { identity: options.identity, services: options });
  const stages = stagesOf(deployment, options);
  return (incoming) => {
    const context = startContext(deployment, incoming, options);
    const answer = ({ response }: { response: GatewayResponse }): GatewayResponse =>
      logged(response, context, options);
    const refuse = (thrown: unknown): GatewayResponse =>
      logged(gatewayResponse(context, thrown), context, options, reasonOf(thrown));
    return answerBy(stages, context, answer, refuse);
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
    traceId: traceRoot(
      requestTimeMs,
      `${random.slice(0, 8)}${random.slice(9, 13)}${random.slice(-12)}`,
    ),
    requestTimeMs,
    requestOverride: emptyRequestOverride(),
    responseOverride: emptyResponseOverride(),
  };
}

function logged(
  response: GatewayResponse,
  context: UnfinishedContext,
  { log, clock }: RestApiGatewayOptions,
  refusal?: string,
): GatewayResponse {
  const { requestId, incoming, request, route, endpointResponse, requestTimeMs } = context;
  const error = refusal ?? endpointResponse?.error;
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
