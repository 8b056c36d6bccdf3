import type { ApiRequest, ApiResponse } from '../shared/api-message.ts';
import {
  type InvokeFunction,
  type InvokeRequest,
  type InvokeResult,
  LambdaServiceError,
} from '../shared/function-invoker.ts';
import { messageOf } from '../shared/message-of.ts';

const INVOCATIONS = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?(.*))?$/;

/**
 * Makes the Invoke operation of the Lambda API as it is on the wire: a handler that gives undefined
 * for what is not a request of the operation.
 *
 * @see "Invoke" (Lambda API Reference)
 */
export function createInvokeApi(service: { readonly invoke: InvokeFunction }) {
  return (request: ApiRequest): Promise<ApiResponse> | undefined => {
    const [, name, query] = INVOCATIONS.exec(request.path) ?? [];
    if (name === undefined || request.method !== 'POST') return undefined;
    return answer(service.invoke, request, decodeName(name), new URLSearchParams(query));
  };
}

async function answer(
  invoke: InvokeFunction,
  request: ApiRequest,
  functionName: string,
  query: URLSearchParams,
): Promise<ApiResponse> {
  try {
    const call = readCall(request, functionName, query);
    return answerOf(call, await invoke(call));
  } catch (error) {
    return errorAnswer(asServiceError(error));
  }
}

/** @throws LambdaServiceError when a header has a value that the operation does not know */
function readCall(
  { headers, body, principal }: ApiRequest,
  functionName: string,
  query: URLSearchParams,
): InvokeRequest {
  const qualifier = query.get('Qualifier');
  const clientContext = headerOf(headers, 'x-amz-client-context');
  const logType = oneOf(headerOf(headers, 'x-amz-log-type'), ['None', 'Tail'], 'logType');
  const invocationType = oneOf(
    headerOf(headers, 'x-amz-invocation-type'),
    ['RequestResponse', 'Event', 'DryRun'],
    'invocationType',
  );
  return {
    functionName,
    payload: body,
    ...(qualifier === null ? {} : { qualifier }),
    ...(clientContext === undefined ? {} : { clientContext }),
    ...(logType === undefined ? {} : { logType }),
    ...(invocationType === undefined ? {} : { invocationType }),
    ...(principal === undefined ? {} : { principal }),
  };
}

/** A name that is not encoded well is left as it is, and is no function's name. */
function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function headerOf(headers: ApiRequest['headers'], name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'object' ? value[0] : value;
}

function oneOf<Value extends string>(
  text: string | undefined,
  values: readonly Value[],
  parameter: string,
): Value | undefined {
  const value = values.find((one) => one === text);
  if (text === undefined || value !== undefined) return value;
  throw new LambdaServiceError(
    'ValidationException',
    400,
    `1 validation error detected: Value '${text}' at '${parameter}' failed to satisfy constraint: Member must satisfy enum value set: [${values.join(', ')}]`,
  );
}

function answerOf({ invocationType }: InvokeRequest, result: InvokeResult): ApiResponse {
  const headers = { 'x-amzn-RequestId': result.requestId, 'x-amzn-Remapped-Content-Length': '0' };
  if (invocationType === 'Event') return { statusCode: 202, headers, body: '' };
  if (invocationType === 'DryRun') return { statusCode: 204, headers, body: '' };
  const { functionError, logResult } = result;
  return {
    statusCode: 200,
    headers: {
      'Content-Type': 'application/json',
      ...headers,
      'X-Amz-Executed-Version': result.executedVersion,
      ...(functionError === undefined ? {} : { 'X-Amz-Function-Error': functionError }),
      ...(logResult === undefined ? {} : { 'X-Amz-Log-Result': logResult }),
    },
    body: result.payload,
  };
}

function asServiceError(error: unknown): LambdaServiceError {
  if (error instanceof LambdaServiceError) return error;
  return new LambdaServiceError('ServiceException', 500, messageOf(error), { cause: error });
}

function errorAnswer({ code, statusCode, message }: LambdaServiceError): ApiResponse {
  return {
    statusCode,
    headers: {
      'Content-Type': 'application/json',
      'x-amzn-ErrorType': code,
      'x-amzn-RequestId': crypto.randomUUID(),
    },
    body: JSON.stringify(errorBody(code, statusCode, message)),
  };
}

/**
 * Lambda writes the message of an unknown function and of a refused caller with a capital letter,
 * and tells why it throttles.
 */
function errorBody(code: string, statusCode: number, message: string): object {
  const type = statusCode < 500 ? 'User' : 'Service';
  switch (code) {
    case 'AccessDeniedException':
      return { Message: message };
    case 'ResourceNotFoundException':
      return { Type: type, Message: message };
    case 'TooManyRequestsException':
      return {
        Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
        Type: type,
        message,
      };
    default:
      return { Type: type, message };
  }
}
