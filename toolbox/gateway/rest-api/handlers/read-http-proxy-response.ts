import { GatewayError } from '../../gateway-error.ts';
import { isFinalStatus } from '../../http-rules.ts';
import type { InvocationResponse } from '../../integrations/integration-exchange.ts';
import { responseConversion } from '../content-handling.ts';
import type { EndpointResponseContext } from '../context.ts';

/**
 * Takes the answer of an HTTP backend for the response: its status, its headers and its body.
 *
 * @throws GatewayError INTEGRATION_FAILURE for a status that ends no request
 */
export function readHttpProxyResponse({
  deployment: { isBinaryType },
  endpointResponse,
  request,
}: EndpointResponseContext): InvocationResponse {
  const { statusCode } = endpointResponse;
  if (!isFinalStatus(statusCode)) {
    const reason = `the backend answered with the status ${statusCode}, which does not end a request`;
    throw new GatewayError('INTEGRATION_FAILURE', { reason });
  }
  // It speaks of the connection to the backend.
  const headers = endpointResponse.headers.filter(([name]) => name.toLowerCase() !== 'keep-alive');
  const convert = responseConversion({ isBinaryType, contentHandling: undefined });
  return { statusCode, headers, body: convert(endpointResponse, request) };
}
