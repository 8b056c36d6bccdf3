import type { Principal, RolePrincipal } from '../../shared/principal.ts';
import type { WebSocketIntegration } from '../../template/web-socket-api-model.ts';
import type { EndpointResponse } from '../context.ts';
import { executeApiArn } from '../execute-api-arn.ts';
import { GatewayError } from '../gateway-error.ts';
import { lambdaCall } from '../integrations/aws-lambda.ts';
import { lambdaProxyCall } from '../integrations/aws-proxy-lambda.ts';
import { statesCall, statesOperation } from '../integrations/aws-states.ts';
import type { IntegrationServices } from '../integrations/index.ts';
import { assumedRole } from '../integrations/integration-principal.ts';
import { lambdaFunction, lambdaInvocation } from '../integrations/lambda-function.ts';
import { callMock } from '../integrations/mock.ts';
import type { IntegrationRequestContext } from './context.ts';

export type IntegrationCall = (
  context: IntegrationRequestContext,
) => EndpointResponse | Promise<EndpointResponse>;

/**
 * Makes what calls the integration; one that is not supported fails when it is called, and says why
 * in the log.
 */
export function integrationCall(
  integration: WebSocketIntegration,
  { states, lambda }: IntegrationServices,
): IntegrationCall {
  const { integrationType, integrationMethod, integrationUri, credentialsArn } = integration;
  if (integrationType === 'MOCK') return callMock;
  const reason = unsupportedReason(integration);
  if (reason !== undefined) {
    return () => {
      throw new GatewayError('API_CONFIGURATION_ERROR', { reason });
    };
  }
  const role = credentialsArn === undefined ? undefined : credentialsRole(credentialsArn);
  const functionName = lambdaFunction(integrationUri);
  if (functionName === undefined) {
    return statesCall(states, statesOperation(integrationUri) ?? '', () => role);
  }
  const invoke = lambdaInvocation(
    lambda,
    functionName,
    { type: integrationType, httpMethod: integrationMethod },
    (context: IntegrationRequestContext) => role ?? routePrincipal(context),
  );
  return integrationType === 'AWS_PROXY' ? lambdaProxyCall(invoke) : lambdaCall(invoke);
}

/** Why the local runtime cannot serve the integration; undefined when it can. */
export function unsupportedReason({
  integrationType,
  integrationUri: uri,
}: WebSocketIntegration): string | undefined {
  if (integrationType === 'MOCK') return undefined;
  if (uri?.includes('${stageVariables.')) {
    return `the local runtime does not put stage variables into ${uri}`;
  }
  if (integrationType === 'AWS' && statesOperation(uri) !== undefined) return undefined;
  if (integrationType === 'AWS' || integrationType === 'AWS_PROXY') {
    if (lambdaFunction(uri) !== undefined) return undefined;
  }
  return `the local runtime does not serve ${integrationType} integrations to ${uri} of WebSocket APIs, only MOCK, AWS to arn:…:states:action/<Operation>, and AWS and AWS_PROXY to functions (arn:…:lambda:path/2015-03-31/functions/<ARN>/invocations)`;
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
