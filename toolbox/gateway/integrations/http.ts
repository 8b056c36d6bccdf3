import type { Integration } from '../../template/model.ts';
import { type BackendResponse, callBackend, type SendBackendRequest } from './backend.ts';
import { type BackendCallContext, backendHeaders } from './backend-headers.ts';
import { compileEndpoint } from './endpoint.ts';
import type { EndpointResponse, IntegrationCall } from './integration-exchange.ts';

interface HttpCallContext extends BackendCallContext {
  readonly request: { readonly httpMethod: string };
}

/**
 * Calls an HTTP backend. Local runtime: a VPC link is left out, the URI is called directly.
 *
 * @throws GatewayError by the call: API_CONFIGURATION_ERROR when the URI names no host or a header
 * is mapped that no backend accepts, INTEGRATION_FAILURE when the backend does not answer
 * @see "Set up HTTP integrations in API Gateway" (API Gateway Developer Guide)
 */
export function httpCall(
  integration: Integration,
  send: SendBackendRequest,
): IntegrationCall<HttpCallContext> {
  const { uri = '', insecureSkipVerification = false } = integration;
  const endpointOf = compileEndpoint(uri);
  return async (context, abandoned) => {
    const { integrationRequest } = context;
    const response = await callBackend(send, {
      endpoint: endpointOf(integrationRequest),
      method: methodOf(integration, context),
      headers: backendHeaders(context),
      body: integrationRequest.body,
      insecure: insecureSkipVerification,
      signal: abandoned(),
    });
    return backendEndpointResponse(response);
  };
}

/** `ANY` stands for the method of the client. */
function methodOf({ httpMethod }: Integration, { request }: HttpCallContext): string {
  return httpMethod === undefined || httpMethod === 'ANY' ? request.httpMethod : httpMethod;
}

export function backendEndpointResponse(response: BackendResponse): EndpointResponse {
  return { ...response, selector: String(response.statusCode) };
}
