import { readProxyResponse } from '../../handlers/read-proxy-response.ts';
import { lastValues } from '../../query-string.ts';
import type { EndpointResponseContext, RouteAnswer } from '../context.ts';

/**
 * Takes the answer of a proxy's function for that of the route: its body goes to the client whole.
 *
 * @throws GatewayError LAMBDA_PROXY_RESPONSE_ERROR when the answer does not have the form
 */
export function readProxyAnswer(context: EndpointResponseContext): RouteAnswer {
  const { statusCode, headers, body } = readProxyResponse(context);
  return { statusCode, headers: lastValues(headers), body };
}
