import type { InvokeApiResponse } from '../../shared/api-invoker.ts';
import { encodeRfc3986 } from '../../shared/encode-rfc3986.ts';
import { isJsonObject, type JsonObject, type JsonValue, stringifyJson } from '../../shared/json.ts';
import { JsonDocument } from '../../shared/json-document.ts';
import { StatesError } from '../../states/states-error.ts';
import { awsSdkService } from './aws-service.ts';
import type { Integration, IntegrationPorts } from './integration.ts';
import { upperCamelCase, withMemberNames } from './member-names.ts';
import { responseBody } from './response-parts.ts';

const SERVICE = 'ApiGatewayManagementApi';

/** What an action of the service is in HTTP. */
const METHODS: Readonly<Record<string, string>> = {
  deleteConnection: 'DELETE',
  getConnection: 'GET',
  postToConnection: 'POST',
};

/**
 * A Task whose Resource is `arn:aws:states:::aws-sdk:apigatewaymanagementapi:<action>`, called as
 * the role of the state machine.
 *
 * Local runtime: no parameter tells which API is meant (assumed), so that it is the one WebSocket
 * API of the template; with none or several, the service is called as others are.
 */
export function awsSdkConnections(action: string): Integration {
  const method = METHODS[action];
  const elsewhere = awsSdkService('apigatewaymanagementapi', action);
  return {
    parameterErrors: () => [],
    invoke: async (ports, task) => {
      const call = method && callOf(ports, method, task.payload.value);
      if (!call) return elsewhere.invoke(ports, task);
      task.onStarted();
      const { statusCode, body } = await call;
      if (statusCode > 299) throw failure(statusCode, body, ports.uuid());
      const answer = responseBody(body);
      return JsonDocument.fromValue(
        isJsonObject(answer) ? withMemberNames(answer, upperCamelCase) : {},
      );
    },
  };
}

/** Undefined when there is no API to call. */
function callOf(
  { webSocketStage, invokeApi, principal }: IntegrationPorts,
  method: string,
  value: JsonValue,
): Promise<InvokeApiResponse> | undefined {
  if (webSocketStage === undefined) return undefined;
  const { apiEndpoint, stageName } = webSocketStage;
  const parameters = isJsonObject(value) ? value : {};
  const connectionId = encodeRfc3986(textOf(parameters, 'ConnectionId'));
  return invokeApi({
    apiEndpoint,
    method,
    rawPath: `/${stageName}/%40connections/${connectionId}`,
    rawQuery: '',
    headers: [],
    body: method === 'POST' ? textOf(parameters, 'Data') : '',
    signer: principal,
  });
}

/** What is no text is sent as JSON. */
function textOf(parameters: JsonObject, name: string): string {
  const value = parameters[name] ?? '';
  return typeof value === 'string' ? value : stringifyJson(value);
}

/** The exceptions of the API, by status; any other is one of the service. */
const EXCEPTIONS: Readonly<Record<number, string>> = {
  403: 'ForbiddenException',
  410: 'GoneException',
  413: 'PayloadTooLargeException',
};

function failure(statusCode: number, body: string, requestId: string): StatesError {
  const answer = responseBody(body);
  const message = isJsonObject(answer) ? String(answer['message']) : 'null';
  return new StatesError(
    `${SERVICE}.${EXCEPTIONS[statusCode] ?? `${SERVICE}Exception`}`,
    `${message} (Service: ${SERVICE}, Status Code: ${statusCode}, Request ID: ${requestId}) (SDK Attempt Count: 1)`,
  );
}
