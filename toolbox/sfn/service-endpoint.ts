import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { accessKeyIdOf } from '../shared/access-key-id.ts';
import type { ApiRequest, ApiResponse } from '../shared/api-message.ts';
import { NO_LONGER_NEEDED } from '../shared/clock.ts';
import { isLocalHost } from '../shared/host-header.ts';
import type { JsonService, ServiceResponse } from '../shared/json-service.ts';
import type { Principal } from '../shared/principal.ts';

export interface ServiceEndpointOptions {
  readonly states: JsonService;
  /** Answers a request of the Lambda API; undefined when the path is none of its own. */
  readonly lambdaApi: (request: ApiRequest) => Promise<ApiResponse> | undefined;
  /**
   * Whose credentials have this access key id; undefined for those of the developer, who may do
   * everything. The signature is not verified: the key only tells one part of the template from
   * another.
   */
  readonly principalOf?: (accessKeyId: string) => Principal | undefined;
  readonly listenHost: string;
  readonly uuid: () => string;
}

const TARGET_PREFIX = 'AWSStepFunctions.';
const STATES_CONTENT_TYPE = 'application/x-amz-json-1.0';
const LAMBDA_CONTENT_TYPES = [
  'application/json',
  'application/octet-stream',
  // What the AWS SDK for JavaScript v2 sends.
  'binary/octet-stream',
  STATES_CONTENT_TYPE,
];
/** The largest payload of Lambda is 6 MB, the largest input of Step Functions 256 KB before escaping. */
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/**
 * Handles the requests of the Step Functions and Lambda endpoint: AWS JSON 1.0 and the Invoke operation. A web page in the
 * developer's browser cannot use it: it names another host, sends an `Origin`, or sends a content type of forms.
 */
export function createServiceEndpoint(options: ServiceEndpointOptions): RequestListener {
  return (request, response) => {
    const refusal = refusalOf(request, options.listenHost);
    if (refusal !== undefined) {
      // The connection cannot be used again: the body is not read.
      response.setHeader('connection', 'close');
      send(response, refusal, options.uuid());
      return;
    }
    readBody(request, (body) => {
      if (body === undefined) send(response, tooLarge(), options.uuid());
      else answer(options, { request, response, body });
    });
  };
}

/** Why a request is not even read, or undefined. */
function refusalOf(request: IncomingMessage, listenHost: string): ServiceResponse | undefined {
  const { host, origin } = request.headers;
  if (!isLocalHost(host, listenHost)) {
    return refusal(
      403,
      'AccessDeniedException',
      `Host '${host ?? ''}' is not this machine: use localhost or 127.0.0.1.`,
    );
  }
  if (origin !== undefined) {
    return refusal(
      403,
      'AccessDeniedException',
      'Requests of web pages (with an Origin) are refused.',
    );
  }
  const contentType = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  const isStates = request.headers['x-amz-target'] !== undefined;
  const isAllowed = isStates
    ? contentType === STATES_CONTENT_TYPE
    : contentType === undefined || LAMBDA_CONTENT_TYPES.includes(contentType);
  if (isAllowed) return undefined;
  const expected = isStates ? STATES_CONTENT_TYPE : LAMBDA_CONTENT_TYPES.join(', ');
  return refusal(
    415,
    'UnsupportedMediaTypeException',
    `Content-Type '${contentType ?? ''}' is not one of this endpoint's: ${expected}.`,
  );
}

function tooLarge(): ServiceResponse {
  return refusal(
    413,
    'RequestEntityTooLargeException',
    `A request has at most ${MAX_BODY_BYTES} bytes.`,
  );
}

function refusal(statusCode: number, type: string, message: string): ServiceResponse {
  return { statusCode, body: JSON.stringify({ __type: type, message }) };
}

/** Collects the body as text and hands it on; undefined when it is too large. */
function readBody(request: IncomingMessage, done: (body: string | undefined) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  });
  request.on('end', () => {
    if (bytes > MAX_BODY_BYTES) done(undefined);
    else done(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString());
  });
}

/** A request with its body, and where its answer goes. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly body: string;
  readonly response: ServerResponse;
}

function answer(options: ServiceEndpointOptions, exchange: Exchange): void {
  const target = exchange.request.headers['x-amz-target'];
  if (typeof target !== 'string') void answerLambda(options, exchange);
  else answerStates(options, exchange, target);
}

function callerOf(
  { principalOf }: ServiceEndpointOptions,
  { headers }: IncomingMessage,
): Principal | undefined {
  const accessKeyId = accessKeyIdOf(headers.authorization);
  return accessKeyId === undefined ? undefined : principalOf?.(accessKeyId);
}

function answerStates(
  options: ServiceEndpointOptions,
  { request, body, response }: Exchange,
  target: string,
): void {
  const { states, uuid } = options;
  const operation = target.startsWith(TARGET_PREFIX) ? target.slice(TARGET_PREFIX.length) : '';
  const caller = new AbortController();
  const result = states(operation, body, callerOf(options, request), caller.signal);
  if (result instanceof Promise) {
    response.once('close', () => caller.abort(NO_LONGER_NEEDED));
    void result.then((settled) => send(response, settled, uuid()));
  }
  // All answers of one turn of the event loop go out together: a client that is woken for each of
  // them costs more than making them.
  else setImmediate(send, response, result, uuid());
}

async function answerLambda(
  options: ServiceEndpointOptions,
  { request, body, response }: Exchange,
): Promise<void> {
  const { method = '', url = '', headers } = request;
  const principal = callerOf(options, request);
  const caller = principal === undefined ? {} : { principal };
  const result = await options.lambdaApi({ method, path: url, headers, body, ...caller });
  if (result === undefined) {
    const path = url.split('?', 1)[0];
    const message = `Nothing is served at ${method} ${path}: this is the endpoint of Step Functions and of Lambda's Invoke.`;
    send(response, refusal(404, 'UnknownOperationException', message), options.uuid());
    return;
  }
  response.writeHead(result.statusCode, {
    ...result.headers,
    'content-length': Buffer.byteLength(result.body),
  });
  response.end(result.body);
}

function send(
  response: ServerResponse,
  { statusCode, body }: ServiceResponse,
  requestId: string,
): void {
  response.writeHead(statusCode, [
    'x-amzn-RequestId',
    requestId,
    'content-type',
    STATES_CONTENT_TYPE,
    'content-length',
    String(Buffer.byteLength(body)),
  ]);
  response.end(body);
}
