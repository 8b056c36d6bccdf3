import { GatewayError } from '../gateway-error.ts';
import { payloadText } from '../payload.ts';
import type { EndpointResponse } from './integration-exchange.ts';
import type { RequestedContext } from './lambda-function.ts';
import { readStatusCode } from './read-status-code.ts';

/**
 * Answers with the `statusCode` of the rendered request template and nothing else.
 *
 * @throws GatewayError API_CONFIGURATION_ERROR when there is none
 */
export function callMock({ integrationRequest }: RequestedContext): EndpointResponse {
  const statusCode = readStatusCode(payloadText(integrationRequest.body));
  if (statusCode === undefined) {
    throw new GatewayError('API_CONFIGURATION_ERROR', {
      reason:
        'the mock integration found no integer statusCode in its request, such as {"statusCode": 200}',
    });
  }
  return { statusCode, headers: [], body: '', selector: String(statusCode) };
}
