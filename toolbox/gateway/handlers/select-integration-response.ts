import type { EndpointResponseContext } from '../context.ts';
import type { DeployedIntegrationResponse } from '../deployment.ts';
import { GatewayError } from '../gateway-error.ts';

/**
 * Selects the integration response whose selectionPattern matches the whole HTTP status, the first
 * when several do, else the default.
 *
 * @throws GatewayError API_CONFIGURATION_ERROR when there is none, or when the method declares no
 * such response
 * @see "Set up an integration response in API Gateway" (API Gateway Developer Guide)
 */
export function selectIntegrationResponse({
  integration,
  endpointResponse,
  route,
}: EndpointResponseContext): DeployedIntegrationResponse {
  const { responses } = integration;
  const status = String(endpointResponse.statusCode);
  const selected =
    responses.find(({ pattern }) => pattern?.test(status)) ??
    responses.find(({ pattern }) => pattern === undefined);
  if (selected === undefined) {
    throw new GatewayError('API_CONFIGURATION_ERROR', {
      reason: `No match for output mapping and no default output mapping configured. Endpoint Response Status Code: ${status}`,
    });
  }
  const { statusCode } = selected.definition;
  if (!Object.hasOwn(route.method.definition.methodResponses, statusCode)) {
    throw new GatewayError('API_CONFIGURATION_ERROR', {
      reason: `Output mapping refers to an invalid method response: ${statusCode}`,
    });
  }
  return selected;
}
