import { proxyResponse } from '../../integrations/proxy-response.ts';
import { payloadText } from '../../payload.ts';
import type { EndpointResponseContext, RouteAnswer } from '../context.ts';

/**
 * Takes the answer of a proxy's function for that of the route: its body goes to the client whole.
 *
 * @throws GatewayError LAMBDA_PROXY_RESPONSE_ERROR when the answer does not have the form
 */
export function readProxyAnswer({ endpointResponse }: EndpointResponseContext): RouteAnswer {
  const { statusCode, headers, body } = proxyResponse(payloadText(endpointResponse.body), false);
  return { statusCode, headers, body: payloadText(body) };
}

/** The answer of an HTTP proxy's backend, whole. */
export function readHttpProxyAnswer({ endpointResponse }: EndpointResponseContext): RouteAnswer {
  const { statusCode, headers, body } = endpointResponse;
  return { statusCode, headers, body: payloadText(body) };
}
