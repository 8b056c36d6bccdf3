import type { Principal, RolePrincipal } from '../../shared/principal.ts';
import type { WebSocketIntegration } from '../../template/web-socket-api-model.ts';
import { executeApiArn } from '../execute-api-arn.ts';
import { GatewayError } from '../gateway-error.ts';
import { lambdaCall } from '../integrations/aws-lambda.ts';
import { lambdaProxyCall } from '../integrations/aws-proxy-lambda.ts';
import { statesCall, statesOperation } from '../integrations/aws-states.ts';
import { callBackend, type SendBackendRequest } from '../integrations/backend.ts';
import { backendHeaders } from '../integrations/backend-headers.ts';
import { compileEndpoint } from '../integrations/endpoint.ts';
import { backendEndpointResponse } from '../integrations/http.ts';
import type { EndpointResponse } from '../integrations/integration-exchange.ts';
import { assumedRole } from '../integrations/integration-principal.ts';
import type { IntegrationServices } from '../integrations/integration-services.ts';
import {
  lambdaFunction,
  lambdaInvocation,
  type RequestedContext,
} from '../integrations/lambda-function.ts';
import { callMock } from '../integrations/mock.ts';
import { payloadText } from '../payload.ts';
import type { IntegrationRequestContext } from './context.ts';
import { withTraceHeader } from './trace-header.ts';

/** What integrations reach. */
export type WebSocketServices = Pick<IntegrationServices, 'lambda' | 'sendRequest' | 'states'>;

/** @param abandoned - aborted when nobody waits for the answer any more */
export type IntegrationCall = (
  context: IntegrationRequestContext,
  abandoned: AbortSignal,
) => EndpointResponse | Promise<EndpointResponse>;

/**
 * Makes what calls the integration; one that is not supported fails when it is called, and says why
 * in the log.
 */
export function integrationCall(
  integration: WebSocketIntegration,
  { states, lambda, sendRequest }: WebSocketServices,
): IntegrationCall {
  const { integrationType, integrationMethod, integrationUri, credentialsArn } = integration;
  if (integrationType === 'MOCK') return callMock;
  if (integrationType === 'HTTP' || integrationType === 'HTTP_PROXY') {
    return httpCall(integration, sendRequest);
  }
  const reason = unsupportedReason(integration);
  if (reason !== undefined) {
    return () => {
      throw new GatewayError('API_CONFIGURATION_ERROR', { reason });
    };
  }
  const role = credentialsArn === undefined ? undefined : credentialsRole(credentialsArn);
  const functionName = lambdaFunction(integrationUri);
  if (functionName === undefined) {
    const operation = statesOperation(integrationUri) ?? '';
    const call = statesCall(states, operation, () => role);
    return operation === 'StartSyncExecution' ? (context) => call(traced(context)) : call;
  }
  const invoke = lambdaInvocation(
    lambda,
    functionName,
    { type: integrationType, httpMethod: integrationMethod },
    (context: IntegrationRequestContext) => role ?? routePrincipal(context),
  );
  return integrationType === 'AWS_PROXY' ? lambdaProxyCall(invoke) : lambdaCall(invoke);
}

function traced(context: IntegrationRequestContext): RequestedContext {
  const { integrationRequest, traceId } = context;
  const body = withTraceHeader(payloadText(integrationRequest.body), traceId);
  return { integrationRequest: { ...integrationRequest, body } };
}

/** What a message is to a backend (assumed): it brings no type of its own. */
const MESSAGE_HEADERS = ['Content-Type', 'application/json'];

function httpCall(
  { integrationUri = '', integrationMethod }: WebSocketIntegration,
  send: SendBackendRequest,
): IntegrationCall {
  const endpointOf = compileEndpoint(integrationUri);
  return async (context, signal) => {
    const { integrationRequest } = context;
    const response = await callBackend(send, {
      endpoint: endpointOf(integrationRequest),
      method: integrationMethod,
      headers: backendHeaders({ ...context, incoming: { headers: MESSAGE_HEADERS } }),
      body: integrationRequest.body,
      signal,
    });
    return backendEndpointResponse(response);
  };
}

/** Why the local runtime cannot serve the integration; undefined when it can. */
export function unsupportedReason({
  integrationType,
  integrationUri: uri,
}: WebSocketIntegration): string | undefined {
  if (integrationType !== 'AWS' && integrationType !== 'AWS_PROXY') return undefined;
  if (integrationType === 'AWS' && statesOperation(uri) !== undefined) return undefined;
  if (lambdaFunction(uri) !== undefined) return undefined;
  return `the local runtime does not serve ${integrationType} integrations to ${uri} of WebSocket APIs, only AWS to arn:…:states:action/<Operation>, and AWS and AWS_PROXY to functions (arn:…:lambda:path/2015-03-31/functions/<ARN>/invocations)`;
}

/** What `CredentialsArn` says when the caller's own credentials are to be used. */
const CALLER_CREDENTIALS = /^arn:[\w-]+:iam::\*:user\/\*$/;

/** Local runtime: a client's own credentials are not known here, and may do everything. */
function credentialsRole(credentialsArn: string): RolePrincipal | undefined {
  return CALLER_CREDENTIALS.test(credentialsArn) ? undefined : assumedRole(credentialsArn);
}

/** Who calls a function without credentials: the service, on behalf of the route. */
function routePrincipal({ deployment, route }: IntegrationRequestContext): Principal {
  return {
    kind: 'service',
    service: 'apigateway.amazonaws.com',
    sourceArn: executeApiArn(deployment, route.definition.routeKey, ''),
  };
}
