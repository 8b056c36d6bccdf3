import { STATUS_CODES } from 'node:http';
import type { InvokeApiResponse } from '../../shared/api-invoker.ts';
import { type JsonObject, type JsonValue, setProperty } from '../../shared/json.ts';
import { JsonDocument } from '../../shared/json-document.ts';
import { parseJson } from '../../shared/parse-json.ts';
import { StatesError } from '../../states/states-error.ts';
import { type ApiGatewayParameters, apiGatewayParameterErrors } from './api-gateway-parameters.ts';
import { apiRequest } from './api-gateway-request.ts';
import type { Integration } from './integration.ts';

/**
 * A Task whose Resource is `arn:aws:states:::apigateway:invoke`. Local runtime: it reaches the APIs
 * of the template and no others.
 *
 * @see "Call API Gateway with Step Functions" (Step Functions Developer Guide)
 */
export const apiGatewayInvoke: Integration = {
  parameterErrors: ({ value }) => apiGatewayParameterErrors(value),
  invoke: async ({ invokeApi, principal }, { payload, onStarted }) => {
    // The rules have been checked before; the type says the same.
    const parameters = payload.value as unknown as ApiGatewayParameters;
    onStarted();
    const response = await invokeApi(apiRequest(parameters, principal));
    if (response === undefined) throw unknownEndpoint(parameters.ApiEndpoint);
    if (response.statusCode < 200 || response.statusCode > 299) {
      throw new StatesError(`ApiGateway.${response.statusCode}`, response.body);
    }
    return JsonDocument.fromValue({
      Headers: headerLists(response),
      ResponseBody: responseBody(response),
      StatusCode: response.statusCode,
      StatusText: STATUS_CODES[response.statusCode] ?? '',
    });
  },
};

/** On AWS a host that does not exist is an error of the client, too. */
function unknownEndpoint(apiEndpoint: string): StatesError {
  return new StatesError(
    'ApiGateway.SdkClientException',
    `The endpoint '${apiEndpoint}' is no API of this template. The local runtime reaches only those: calling others is not supported yet.`,
  );
}

function headerLists({ headers }: InvokeApiResponse): JsonObject {
  const lists = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const list = lists.get(key);
    if (list === undefined) lists.set(key, { name, values: [value] });
    else list.values.push(value);
  }
  const object: JsonObject = {};
  for (const { name, values } of lists.values()) setProperty(object, name, values);
  return object;
}

/** Parsed when it is JSON, whatever its Content-Type says; else the text. */
function responseBody({ body }: InvokeApiResponse): JsonValue {
  try {
    return parseJson(body);
  } catch {
    return body;
  }
}
