import type { InvocationMessage } from '../environment-protocol.ts';

/** What the callbacks of runtimes before nodejs24 add to the context object. */
export interface CallbackContext {
  callbackWaitsForEmptyEventLoop: boolean;
  succeed(result?: unknown): void;
  fail(error?: unknown): void;
  done(error?: unknown, result?: unknown): void;
}

/**
 * Makes the context object as nodejs24 does, its keys in that order.
 *
 * @see "Using the Lambda context object to retrieve Node.js function information" (Lambda Developer
 * Guide)
 */
export function promiseContext(message: InvocationMessage): object {
  return {
    ...invocationFields(message),
    tenantId: undefined,
    xRayTraceId: message.traceId,
    getRemainingTimeInMillis: remainingTimeUntil(message.deadlineMs),
    functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'],
    functionVersion: message.functionVersion,
    ...functionFields(),
  };
}

/** The same as nodejs20 and nodejs22 make it. */
export function callbackContext(message: InvocationMessage, callbacks: CallbackContext): object {
  return Object.assign(callbacks, {
    functionVersion: message.functionVersion,
    functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'],
    ...functionFields(),
    ...invocationFields(message),
    tenantId: undefined,
    getRemainingTimeInMillis: remainingTimeUntil(message.deadlineMs),
  });
}

/** `clientContext` and `identity` are present even when undefined; JSON drops them. */
function invocationFields({
  clientContext,
  invokedFunctionArn,
  requestId,
}: InvocationMessage): object {
  return {
    clientContext: clientContext === undefined ? undefined : parseClientContext(clientContext),
    identity: undefined,
    invokedFunctionArn,
    awsRequestId: requestId,
  };
}

function functionFields(): object {
  return {
    // A string, though its name promises a number.
    memoryLimitInMB: process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    logGroupName: process.env['AWS_LAMBDA_LOG_GROUP_NAME'],
    logStreamName: process.env['AWS_LAMBDA_LOG_STREAM_NAME'],
  };
}

function parseClientContext(base64: string): unknown {
  return JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
}

function remainingTimeUntil(deadlineMs: number): () => number {
  return function getRemainingTimeInMillis() {
    return deadlineMs - Date.now();
  };
}
