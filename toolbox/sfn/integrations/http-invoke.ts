import type { HttpResponse } from '../../shared/http-client.ts';
import type { HttpConnection } from '../../shared/http-connection.ts';
import type { JsonObject } from '../../shared/json.ts';
import { JsonDocument } from '../../shared/json-document.ts';
import { messageOf } from '../../shared/message-of.ts';
import type { TaskRequest } from '../../states/execution.ts';
import { StatesError } from '../../states/states-error.ts';
import { authorizationHeaders } from './http-authorization.ts';
import {
  connectionArnOf,
  type HttpInvokeParameters,
  httpParameterErrors,
} from './http-parameters.ts';
import { httpRequest } from './http-request.ts';
import type { Integration, IntegrationPorts } from './integration.ts';
import { headerLists, responseBody } from './response-parts.ts';

/** Whatever the TimeoutSeconds of the state are. */
const MAX_CALL_MS = 60_000;
const NO_TEXT = /^(?:application\/octet-stream|image\/|video\/|audio\/)/;

/**
 * A Task whose Resource is `arn:aws:states:::http:invoke`. Local runtime: it knows the connections
 * of the template and no others.
 *
 * @see "Call HTTPS APIs in Step Functions workflows" (Step Functions Developer Guide)
 */
export const httpInvoke: Integration = {
  parameterErrors: ({ value }) => httpParameterErrors(value),
  invoke: async (ports, task) => {
    task.onStarted();
    const response = await send(ports, task, connectionOf(ports, task));
    if (response.statusCode < 200 || response.statusCode > 299) {
      throw new StatesError(`States.Http.StatusCode.${response.statusCode}`, response.body);
    }
    const headers = headerLists(response.headers);
    checkContentType(response);
    return JsonDocument.fromValue({
      Headers: headers,
      ResponseBody: responseBody(response.body),
      StatusCode: response.statusCode,
      StatusText: response.statusText,
    });
  },
};

function connectionOf({ connections }: IntegrationPorts, { payload }: TaskRequest): HttpConnection {
  const arn = connectionArnOf(payload.value as JsonObject);
  const connection = connections.find(({ connectionArn }) => connectionArn === arn);
  if (connection !== undefined) return connection;
  throw new StatesError(
    'Events.ConnectionResource.ResourceNotFound',
    `The connection '${arn}' is not in the template: the local runtime knows no others.`,
  );
}

async function send(
  { sendHttpRequest, stateMachineArn, clock }: IntegrationPorts,
  { payload, signal }: TaskRequest,
  connection: HttpConnection,
): Promise<HttpResponse> {
  const region = stateMachineArn.split(':')[3] ?? '';
  // The rules have been checked before; the type says the same.
  const parameters = payload.value as unknown as HttpInvokeParameters;
  const request = httpRequest(parameters, connection, region);
  if (request === undefined) throw bodyWithoutMembers();
  const call = new AbortController();
  const stop = (): void => call.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  void clock.sleep(MAX_CALL_MS, call.signal).then(() => call.abort(new Error('No answer came')));
  try {
    const { authorization } = connection;
    const added = await authorizationHeaders(authorization, sendHttpRequest, call.signal);
    if (added === undefined) throw notAuthorized(connection);
    const headers = { ...request.headers, ...added };
    return await sendHttpRequest({
      ...request,
      headers: Object.entries(headers),
      signal: call.signal,
    });
  } catch (error) {
    throw error instanceof StatesError ? error : socketError(error);
  } finally {
    signal.removeEventListener('abort', stop);
    call.abort();
  }
}

function bodyWithoutMembers(): StatesError {
  return new StatesError(
    'States.Runtime',
    'The connection adds parameters to the body, and the RequestBody is no JSON object.',
  );
}

function notAuthorized({ connectionArn }: HttpConnection): StatesError {
  return new StatesError(
    'Events.ConnectionResource.InvalidConnectionState',
    `The authorization endpoint of the connection '${connectionArn}' gave no access token.`,
  );
}

function socketError(error: unknown): StatesError {
  return new StatesError('States.Http.Socket', messageOf(error));
}

/** @throws StatesError States.Runtime */
function checkContentType({ headers }: HttpResponse): void {
  const type = headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  if (!NO_TEXT.test(type)) return;
  throw new StatesError('States.Runtime', `The response has the Content-Type '${type}'.`);
}
