import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import {
  type InvokeRequest,
  type InvokeResult,
  LambdaServiceError,
} from '../shared/function-invoker.ts';
import { messageOf } from '../shared/message-of.ts';

/** The path of the Invoke operation. */
function invocationsPath(functionName: string): string {
  return `/2015-03-31/functions/${encodeURIComponent(functionName)}/invocations`;
}

/**
 * Invokes a function at another endpoint of the Lambda API (`--lambda-endpoint`), such as `sam
 * local start-lambda`.
 *
 * @throws LambdaServiceError what the endpoint answered, or `ServiceException` when it cannot be
 * reached
 */
export async function invokeRemote(
  endpoint: string,
  functionName: string,
  request: InvokeRequest,
): Promise<InvokeResult> {
  let answer: Answer;
  try {
    answer = await post(new URL(invocationsPath(functionName), endpoint), request);
  } catch (error) {
    request.signal?.throwIfAborted();
    throw unreachable(endpoint, functionName, error);
  }
  return resultOf(answer);
}

function unreachable(endpoint: string, functionName: string, cause: unknown): LambdaServiceError {
  const reason = messageOf(cause);
  const message = `The Lambda endpoint ${endpoint} did not answer for ${functionName}: ${reason}`;
  return new LambdaServiceError('ServiceException', 502, message, { cause });
}

interface Answer {
  readonly statusCode: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

function post(url: URL, request: InvokeRequest): Promise<Answer> {
  if (request.qualifier !== undefined) url.searchParams.set('Qualifier', request.qualifier);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const { signal } = request;
    const call = send(url, {
      method: 'POST',
      headers: headersOf(request),
      ...(signal === undefined ? {} : { signal }),
    });
    call.once('response', (response) => {
      readText(response).then(
        (body) =>
          resolve({ statusCode: response.statusCode ?? 0, headers: response.headers, body }),
        reject,
      );
    });
    call.once('error', reject);
    call.end(request.payload);
    request.onStarted?.();
  });
}

function headersOf({ payload, clientContext, invocationType, logType }: InvokeRequest) {
  return {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(payload),
    ...(clientContext === undefined ? {} : { 'x-amz-client-context': clientContext }),
    ...(invocationType === undefined ? {} : { 'x-amz-invocation-type': invocationType }),
    ...(logType === undefined ? {} : { 'x-amz-log-type': logType }),
  };
}

async function readText(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function resultOf({ statusCode, headers, body }: Answer): InvokeResult {
  if (statusCode >= 300) throw serviceError(statusCode, headers, body);
  const logResult = textOf(headers['x-amz-log-result']);
  return {
    payload: body,
    executedVersion: textOf(headers['x-amz-executed-version']) ?? '$LATEST',
    requestId: textOf(headers['x-amzn-requestid']) ?? crypto.randomUUID(),
    ...(headers['x-amz-function-error'] === undefined ? {} : { functionError: 'Unhandled' }),
    ...(logResult === undefined ? {} : { logResult }),
  };
}

function serviceError(
  statusCode: number,
  headers: Answer['headers'],
  body: string,
): LambdaServiceError {
  const code = textOf(headers['x-amzn-errortype']) ?? 'ServiceException';
  return new LambdaServiceError(code, statusCode, messageIn(body));
}

/** The error's message, which Lambda writes with a small or a capital letter. */
function messageIn(body: string): string {
  try {
    const error = Object(JSON.parse(body));
    return String(Reflect.get(error, 'message') ?? Reflect.get(error, 'Message') ?? body);
  } catch {
    return body;
  }
}

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}
