import type { AwsIdentity } from '../../shared/arn.ts';
import type { Clock } from '../../shared/clock.ts';
import { messageOf } from '../../shared/message-of.ts';
import { traceRoot } from '../../shared/trace-root.ts';
import type { HttpApi } from '../../template/http-api-model.ts';
import type { Gateway, GatewayRequest, GatewayResponse, RequestLogEntry } from '../gateway.ts';
import { answerBy, pipeline } from '../pipeline.ts';
import type { HttpApiContext, MatchedHttpContext, UnfinishedHttpContext } from './context.ts';
import { contextVariables } from './context-variables.ts';
import { answerPreflight, isPreflight } from './cors.ts';
import { deployHttpApi, type HttpApiDeployment } from './deployment.ts';
import { type AuthorizeOptions, authorizeWith } from './handlers/authorize.ts';
import { callIntegrationWith } from './handlers/call-integration.ts';
import { mapRequest } from './handlers/map-request.ts';
import { mapResponse } from './handlers/map-response.ts';
import { parseRequest } from './handlers/parse-request.ts';
import { matchRoute, routeRequest } from './handlers/route-request.ts';
import { throttleWith } from './handlers/throttle.ts';
import { HttpApiError } from './http-api-error.ts';
import type { HttpApiServices } from './integrations/index.ts';
import { completeResponse, errorResponse } from './response.ts';

export interface HttpApiGatewayOptions extends HttpApiServices, AuthorizeOptions {
  readonly identity: AwsIdentity;
  readonly clock: Clock;
  readonly uuid: () => string;
  /** Enforces the throttling of the stage's route settings. */
  readonly throttle: boolean;
  /** Told of every answer. */
  readonly log?: (entry: RequestLogEntry) => void;
}

/** The way of a request through an HTTP API. */
function stagesOf({ api }: HttpApiDeployment, options: HttpApiGatewayOptions) {
  const { clock, throttle } = options;

  const preflight = pipeline<MatchedHttpContext>().fill('response', answerPreflight);

  const invocation = pipeline<MatchedHttpContext>()
    .fill('match', routeRequest)
    .fill('caller', authorizeWith(api.routes, options))
    .check(throttle ? throttleWith(clock.now) : () => undefined)
    .fill('contextVariables', contextVariables)
    .fill('integrationRequest', mapRequest)
    .fill('integrationResponse', callIntegrationWith(clock))
    .fill('response', mapResponse);

  return pipeline<HttpApiContext>()
    .fill('request', parseRequest)
    .fill('match', matchRoute)
    .fork(isPreflight, preflight, invocation);
}

/** Makes the gateway of one HTTP API. */
export function createHttpApiGateway(api: HttpApi, options: HttpApiGatewayOptions): Gateway {
  const { identity } = options;
  const deployment = deployHttpApi(api, { identity, services: options });
  const stages = stagesOf(deployment, options);
  return (incoming) => {
    const context = startContext(deployment, incoming, options);
    const answer = ({ response }: { response: GatewayResponse }): GatewayResponse =>
      logged(completeResponse(response, context), context, options);
    const refuse = (thrown: unknown): GatewayResponse =>
      logged(completeResponse(errorResponse(thrown), context), context, options, thrown);
    return answerBy(stages, context, answer, refuse);
  };
}

function startContext(
  deployment: HttpApiDeployment,
  incoming: GatewayRequest,
  { clock, uuid }: HttpApiGatewayOptions,
): HttpApiContext {
  const requestTimeMs = clock.now();
  const random = uuid();
  const digits = `${random.slice(0, 8)}${random.slice(9, 13)}${random.slice(-12)}`;
  return {
    deployment,
    incoming,
    requestId: `${random.slice(0, 8)}${random.slice(-7)}=`,
    traceId: traceRoot(requestTimeMs, digits),
    requestTimeMs,
  };
}

function logged(
  response: GatewayResponse,
  context: UnfinishedHttpContext,
  { log, clock }: HttpApiGatewayOptions,
  thrown?: unknown,
): GatewayResponse {
  const { requestId, incoming, match, integrationResponse, requestTimeMs } = context;
  const error = thrown === undefined ? integrationResponse?.error : reasonOf(thrown);
  log?.({
    requestId,
    method: incoming.method,
    path: incoming.rawPath,
    ...(match && { resourcePath: match.route.definition.routeKey }),
    status: response.statusCode,
    ...(integrationResponse && { integrationStatus: integrationResponse.statusCode }),
    durationMs: clock.now() - requestTimeMs,
    ...(error !== undefined && { error }),
  });
  return response;
}

/** An error that no stage has foreseen is a fault of this program. */
function reasonOf(thrown: unknown): string {
  if (thrown instanceof HttpApiError) return thrown.message;
  return `internal error: ${thrown instanceof Error ? (thrown.stack ?? thrown.message) : messageOf(thrown)}`;
}
