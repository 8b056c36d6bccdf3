import { GatewayError } from '../../gateway-error.ts';
import type { EndpointResponseContext } from '../context.ts';
import type { DeployedIntegrationResponse } from '../deployment.ts';

/**
 * Selects the integration response whose selectionPattern matches the whole selector of the
 * endpoint's response, the first when several do, else the default.
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
  const { selector, statusCode: endpointStatus } = endpointResponse;
  const selected =
    responses.find(({ pattern }) => pattern?.matches(selector)) ??
    responses.find(({ pattern }) => pattern === undefined);
  if (selected === undefined) {
    const patterns = responses.map(({ definition }) => definition.selectionPattern).join(', ');
    throw new GatewayError('API_CONFIGURATION_ERROR', {
      reason: `No match for output mapping and no default output mapping configured. Endpoint Response Status Code: ${endpointStatus}${patterns && `; patterns: ${patterns}`}`,
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
