import type { JsonService, ServiceResponse } from '../../shared/json-service.ts';
import type { EndpointResponse, ParameterValues } from '../context.ts';
import type { IntegrationCall } from '../deployment.ts';
import { GatewayError } from '../gateway-error.ts';
import { isRefusedByServices } from '../http-rules.ts';

const STATES_ACTION_URI = /^arn:[\w-]+:apigateway:[\w-]+:states:action\/(\w+)$/;
const STATES_HEADERS: ParameterValues = { 'Content-Type': 'application/x-amz-json-1.0' };

/** The operation that an integration URI names; undefined when it is none of Step Functions. */
export function statesOperation(uri: string | undefined): string | undefined {
  return STATES_ACTION_URI.exec(uri ?? '')?.[1];
}

/**
 * Calls an operation of Step Functions with the rendered body, unchanged. Mapped headers and query
 * parameters do not change what the service does, so they end here.
 *
 * @throws GatewayError API_CONFIGURATION_ERROR when a header is mapped that no service accepts
 */
export function statesCall(states: JsonService, operation: string): IntegrationCall {
  return ({ integrationRequest }) => {
    const refused = Object.keys(integrationRequest.headers).find(isRefusedByServices);
    if (refused !== undefined) {
      throw new GatewayError('API_CONFIGURATION_ERROR', {
        reason: `the header ${refused} cannot be mapped to an AWS service`,
      });
    }
    const answer = states(operation, integrationRequest.body);
    return answer instanceof Promise ? answer.then(endpointResponse) : endpointResponse(answer);
  };
}

function endpointResponse({ statusCode, body }: ServiceResponse): EndpointResponse {
  return { statusCode, headers: STATES_HEADERS, body };
}
