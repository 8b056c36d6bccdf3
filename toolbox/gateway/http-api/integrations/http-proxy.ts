import { messageOf } from '../../../shared/message-of.ts';
import type { HttpProxyIntegration } from '../../../template/http-api-model.ts';
import type { HeaderPair } from '../../gateway.ts';
import { headerValue } from '../../http-rules.ts';
import { ResponseTooLargeError, type SendBackendRequest } from '../../integrations/backend.ts';
import { compileEndpoint, type Endpoint } from '../../integrations/endpoint.ts';
import type { RequestedHttpContext } from '../context.ts';
import type { IntegrationCall } from '../deployment.ts';
import { HttpApiError } from '../http-api-error.ts';

/**
 * Makes what passes the request to an HTTP backend, whose URL may hold path parameters. Local
 * runtime: a VPC link is left out.
 *
 * @param integration - without stage variables
 * @throws HttpApiError SERVICE_UNAVAILABLE, by the call, when the backend does not answer
 * @see "Working with HTTP proxy integrations for HTTP APIs" (API Gateway Developer Guide)
 */
export function httpProxyCall(
  { uri, httpMethod }: HttpProxyIntegration,
  send: SendBackendRequest,
): IntegrationCall {
  const endpointOf = compileEndpoint(uri);
  return async (context, abandoned) => {
    try {
      return await send({
        endpoint: endpointFor(
          context,
          endpointOf({ path: context.match.pathParameters, querystring: {} }),
        ),
        method: httpMethod === 'ANY' ? context.request.httpMethod : httpMethod,
        headers: backendHeaders(context),
        body: context.incoming.body,
        signal: abandoned(),
      });
    } catch (error) {
      throw failureOf(error, uri);
    }
  };
}

/** With the query of the request, and its path when a mapping has set it. */
function endpointFor(
  { integrationRequest: { rawQuery, overwrittenPath } }: RequestedHttpContext,
  { origin, path }: Endpoint,
): Endpoint {
  const [ownPath = '', ...ownQuery] = path.split('?');
  const sentPath = overwrittenPath === undefined ? ownPath : absolute(overwrittenPath);
  const query = [ownQuery.join('?'), rawQuery].filter((part) => part !== '').join('&');
  return { origin, path: query === '' ? sentPath : `${sentPath}?${query}` };
}

/** What must not stand in a request line is encoded; what is encoded already stays. */
function absolute(path: string): string {
  const encoded = Buffer.from(path)
    .toString()
    .replace(/[^\x21-\x7e]+|[?#]/g, encodeURIComponent);
  return encoded.startsWith('/') ? encoded : `/${encoded}`;
}

/** The backend's own name is its host. */
function backendHeaders({ integrationRequest }: RequestedHttpContext): HeaderPair[] {
  return integrationRequest.headers
    .filter(([name]) => name !== 'host' && name !== 'content-length')
    .map(([name, value]) => [name, headerValue(value)]);
}

function failureOf(error: unknown, uri: string): HttpApiError {
  const reason =
    error instanceof ResponseTooLargeError
      ? `the answer of ${uri} is too large`
      : `${uri} did not answer: ${messageOf(error) || (error as { code?: string }).code}`;
  return new HttpApiError('SERVICE_UNAVAILABLE', { reason, cause: error });
}
