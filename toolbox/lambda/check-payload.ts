import { type InvokeRequest, LambdaServiceError } from '../shared/function-invoker.ts';
import { messageOf } from '../shared/message-of.ts';

/**
 * @see "Lambda quotas", function configuration, deployment, and execution (Lambda Developer Guide)
 */
const MAX_REQUEST_BYTES = 6_291_456;
const MAX_EVENT_BYTES = 1_048_576;

/**
 * Refuses what Lambda does not hand to a function.
 *
 * @throws LambdaServiceError 413 when the payload is too large for the type of the invocation, 400
 * when it is no JSON
 */
export function checkPayload(request: InvokeRequest): void {
  checkSize(request);
  checkJson(request.payload);
  if (request.clientContext !== undefined) checkClientContext(request.clientContext);
}

function checkSize({ payload, invocationType }: InvokeRequest): void {
  const isEvent = invocationType === 'Event';
  const limitBytes = isEvent ? MAX_EVENT_BYTES : MAX_REQUEST_BYTES;
  // A UTF-16 unit is at most three bytes: most payloads need no count.
  if (payload.length * 3 <= limitBytes) return;
  const sizeBytes = Buffer.byteLength(payload);
  if (sizeBytes <= limitBytes) return;
  const message = isEvent
    ? `${sizeBytes} byte payload is too large for the Event invocation type (limit ${limitBytes} bytes)`
    : `Request must be smaller than ${limitBytes} bytes for the InvokeFunction operation`;
  throw new LambdaServiceError('RequestEntityTooLargeException', 413, message);
}

/** Local runtime: the reason is Node's; Lambda's own parser has other words. */
function checkJson(payload: string): void {
  if (payload === '') return;
  try {
    JSON.parse(payload);
  } catch (error) {
    const reason = messageOf(error);
    throw invalidContent(
      `Could not parse request body into json: Could not parse payload into json: ${reason}`,
      error,
    );
  }
}

const MAX_CLIENT_CONTEXT_LENGTH = 3583;

function checkClientContext(clientContext: string): void {
  try {
    if (clientContext.length > MAX_CLIENT_CONTEXT_LENGTH) throw new RangeError('too long');
    JSON.parse(Buffer.from(clientContext, 'base64').toString('utf8'));
  } catch (error) {
    throw invalidContent('Client context must be a valid Base64-encoded JSON object.', error);
  }
}

function invalidContent(message: string, cause: unknown): LambdaServiceError {
  return new LambdaServiceError('InvalidRequestContentException', 400, message, { cause });
}
