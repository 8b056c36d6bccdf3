import { type Clock, NO_LONGER_NEEDED } from '../../../shared/clock.ts';
import { MAX_RESPONSE_BYTES, responseTooLarge } from '../../integrations/backend.ts';
import type { EndpointResponse } from '../../integrations/integration-exchange.ts';
import { withinIntegrationTimeout } from '../../integrations/within-integration-timeout.ts';
import { payloadLength } from '../../payload.ts';
import type { IntegrationRequestContext } from '../context.ts';

/**
 * Makes the stage that calls the integration and waits no longer than its `timeoutInMillis`.
 *
 * @throws GatewayError INTEGRATION_TIMEOUT, and API_CONFIGURATION_ERROR for a response of more than
 * 10 MB
 */
export function callIntegrationWith(
  clock: Clock,
): (context: IntegrationRequestContext) => EndpointResponse | Promise<EndpointResponse> {
  return (context) => {
    const { call, definition } = context.integration;
    let abandoned: AbortController | undefined;
    const answer = call(context, () => {
      abandoned ??= new AbortController();
      return abandoned.signal;
    });
    if (!(answer instanceof Promise)) return checkedSize(answer);
    return withinIntegrationTimeout(answer, definition.timeoutInMillis, clock)
      .finally(() => abandoned?.abort(NO_LONGER_NEEDED))
      .then(checkedSize);
  };
}

/** UTF-8 has at most three bytes for each unit of a text. */
const MAX_BYTES_PER_UNIT = 3;

function checkedSize(response: EndpointResponse): EndpointResponse {
  const { body } = response;
  if (body.length * MAX_BYTES_PER_UNIT <= MAX_RESPONSE_BYTES) return response;
  if (payloadLength(body) <= MAX_RESPONSE_BYTES) return response;
  throw responseTooLarge();
}
