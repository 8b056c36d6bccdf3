import type { ServicePrincipal } from '../../shared/principal.ts';
import type { Integration } from '../../template/model.ts';
import { executeApiArn } from '../execute-api-arn.ts';
import { GatewayError } from '../gateway-error.ts';
import { lambdaCall } from '../integrations/aws-lambda.ts';
import { lambdaProxyCall } from '../integrations/aws-proxy-lambda.ts';
import { s3Call, s3Target } from '../integrations/aws-s3.ts';
import { statesCall, statesOperation } from '../integrations/aws-states.ts';
import { httpCall } from '../integrations/http.ts';
import type { IntegrationCall } from '../integrations/integration-exchange.ts';
import { credentialsPrincipal } from '../integrations/integration-principal.ts';
import type { IntegrationServices } from '../integrations/integration-services.ts';
import { lambdaFunction, lambdaInvocation } from '../integrations/lambda-function.ts';
import { callMock } from '../integrations/mock.ts';
import type { IntegrationRequestContext, RoutedContext } from './context.ts';

/**
 * Makes what calls the integration; one that is not supported fails when it is called, and says why
 * in the log.
 *
 * @param integration - without stage variables
 */
export function integrationCall(
  integration: Integration,
  services: IntegrationServices,
): IntegrationCall<IntegrationRequestContext> {
  const { type, uri } = integration;
  if (type === 'MOCK') return callMock;
  if (type === 'HTTP' || type === 'HTTP_PROXY') return httpCall(integration, services.sendRequest);
  const functionName = lambdaFunction(uri);
  if (functionName !== undefined) {
    const invoke = lambdaInvocation<IntegrationRequestContext>(
      services.lambda,
      functionName,
      integration,
      rolePrincipal(integration) ?? methodPrincipal,
    );
    return type === 'AWS_PROXY' ? lambdaProxyCall(invoke) : lambdaCall(invoke);
  }
  return (type === 'AWS' && serviceCall(integration, services)) || failWith(integration);
}

function serviceCall(
  integration: Integration,
  { states, sendRequest, environment }: IntegrationServices,
): IntegrationCall<IntegrationRequestContext> | undefined {
  const { uri } = integration;
  const operation = statesOperation(uri);
  if (operation !== undefined) {
    return statesCall<IntegrationRequestContext>(
      states,
      operation,
      rolePrincipal(integration) ?? (() => undefined),
    );
  }
  const target = s3Target(uri);
  return target && s3Call(integration, target, { send: sendRequest, environment });
}

function rolePrincipal({ credentials }: Integration) {
  return credentials === undefined ? undefined : credentialsPrincipal(credentials);
}

/** Why the local runtime cannot serve the integration; undefined when it can. */
export function unsupportedReason({ type, uri = '' }: Integration): string | undefined {
  if (type === 'MOCK' || type === 'HTTP' || type === 'HTTP_PROXY') return undefined;
  if (lambdaFunction(uri) !== undefined) return undefined;
  if (type === 'AWS' && (statesOperation(uri) ?? s3Target(uri)) !== undefined) return undefined;
  return `the local runtime does not serve ${type} integrations to ${uri}, only AWS to arn:…:states:action/<Operation> and arn:…:s3:path/<bucket>/<key>, and AWS and AWS_PROXY to functions (arn:…:lambda:path/2015-03-31/functions/<ARN>/invocations)`;
}

function failWith(integration: Integration): IntegrationCall<IntegrationRequestContext> {
  const reason = unsupportedReason(integration) ?? '';
  return () => {
    throw new GatewayError('API_CONFIGURATION_ERROR', { reason });
  };
}

/** Who calls a function without `credentials`: the service, on behalf of the method. */
function methodPrincipal({ deployment, request, route }: RoutedContext): ServicePrincipal {
  const { resourcePath } = route.method.definition;
  return {
    kind: 'service',
    service: 'apigateway.amazonaws.com',
    sourceArn: executeApiArn(deployment, request.httpMethod, resourcePath),
  };
}
