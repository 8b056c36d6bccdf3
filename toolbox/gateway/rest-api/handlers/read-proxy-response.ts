import type { InvocationResponse } from '../../integrations/integration-exchange.ts';
import { proxyResponse } from '../../integrations/proxy-response.ts';
import { payloadText } from '../../payload.ts';
import type { EndpointResponseContext } from '../context.ts';

/**
 * Takes the answer of a proxy's function for the response.
 *
 * A body in Base64 is decoded for a client that accepts a binary media type.
 *
 * @throws GatewayError LAMBDA_PROXY_RESPONSE_ERROR when the answer does not have the form
 * @see "Output format of a Lambda function for proxy integration" in "Lambda proxy integrations in
 * API Gateway" (API Gateway Developer Guide)
 */
export function readProxyResponse({
  endpointResponse,
  deployment: { isBinaryType },
  request: { accept },
}: EndpointResponseContext): InvocationResponse {
  return proxyResponse(payloadText(endpointResponse.body), isBinaryType?.(accept) ?? false);
}
