import { STATUS_CODES } from 'node:http';
import type { InvokeApiRequest, InvokeApiResponse } from '../../shared/api-invoker.ts';
import { JsonDocument } from '../../shared/json-document.ts';
import { messageOf } from '../../shared/message-of.ts';
import { StatesError } from '../../states/states-error.ts';
import { type ApiGatewayParameters, apiGatewayParameterErrors } from './api-gateway-parameters.ts';
import { apiRequest } from './api-gateway-request.ts';
import type { Integration, IntegrationPorts } from './integration.ts';
import { headerLists, responseBody } from './response-parts.ts';

/**
 * A Task whose Resource is `arn:aws:states:::apigateway:invoke`. The APIs of the template answer in
 * this process, others at their endpoints. Local runtime: for those it has no credentials.
 *
 * @see "Call API Gateway with Step Functions" (Step Functions Developer Guide)
 */
export const apiGatewayInvoke: Integration = {
  parameterErrors: ({ value }) => apiGatewayParameterErrors(value),
  invoke: async (ports, { payload, signal, onStarted }) => {
    // The rules have been checked before; the type says the same.
    const parameters = payload.value as unknown as ApiGatewayParameters;
    onStarted();
    const request = apiRequest(parameters, ports.principal);
    const response = await (ports.invokeApi(request) ?? callEndpoint(ports, request, signal));
    if (response.statusCode < 200 || response.statusCode > 299) {
      throw new StatesError(`ApiGateway.${response.statusCode}`, response.body);
    }
    return JsonDocument.fromValue({
      Headers: headerLists(response.headers),
      ResponseBody: responseBody(response.body),
      StatusCode: response.statusCode,
      StatusText: STATUS_CODES[response.statusCode] ?? '',
    });
  },
};

async function callEndpoint(
  { sendHttpRequest }: IntegrationPorts,
  { apiEndpoint, method, rawPath, rawQuery, headers, body, signer }: InvokeApiRequest,
  signal: AbortSignal,
): Promise<InvokeApiResponse> {
  if (signer !== undefined) {
    throw new StatesError(
      'ApiGateway.SdkClientException',
      `The endpoint '${apiEndpoint}' is no API of this template, and the local runtime has no credentials of the role that AuthType IAM_ROLE asks for.`,
    );
  }
  try {
    return await sendHttpRequest({
      url: `https://${apiEndpoint}${rawPath}${rawQuery === '' ? '' : `?${rawQuery}`}`,
      method,
      headers,
      body: body === '' ? undefined : body,
      signal,
    });
  } catch (error) {
    throw noAnswer(error);
  }
}

function noAnswer(error: unknown): StatesError {
  return new StatesError('ApiGateway.SdkClientException', messageOf(error));
}
