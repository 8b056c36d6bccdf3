import { matchWithinTime, TimeLimitError } from '../../shared/time-limit.ts';
import type { EndpointResponseContext } from '../context.ts';
import type { DeployedIntegrationResponse } from '../deployment.ts';
import { GatewayError } from '../gateway-error.ts';

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
    responses.find(({ pattern }) => pattern !== undefined && isMatch(pattern, selector)) ??
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

/** Local runtime: the limit of the service is not documented. */
const MAX_MATCH_MS = 1_000;

/** The text of an error may hold whatever a client has sent. */
function isMatch(pattern: RegExp, selector: string): boolean {
  try {
    return matchWithinTime(MAX_MATCH_MS, pattern, selector, () => pattern.test(selector));
  } catch (cause) {
    if (!(cause instanceof TimeLimitError)) throw cause;
    throw new GatewayError('API_CONFIGURATION_ERROR', {
      reason: `the selection pattern ${pattern.source} takes too long on this error message`,
      cause,
    });
  }
}
