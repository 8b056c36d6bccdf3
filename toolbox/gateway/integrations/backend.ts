import { messageOf } from '../../shared/message-of.ts';
import type { HeaderPair, Payload } from '../gateway.ts';
import { GatewayError } from '../gateway-error.ts';
import type { Endpoint } from './endpoint.ts';

/** A request to a server outside this process. */
export interface BackendRequest {
  readonly endpoint: Endpoint;
  readonly method: string;
  /** A name may occur several times. */
  readonly headers: readonly HeaderPair[];
  readonly body: Payload;
  /** The certificate of the backend need not be valid. */
  readonly insecure?: boolean;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

export interface BackendResponse {
  readonly statusCode: number;
  /** With the spelling of the backend; a name may occur several times. */
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array;
}

/**
 * Sends a request and follows no redirection. It rejects when no answer comes, with
 * `ResponseTooLargeError` for one of more than 10 MB.
 */
export type SendBackendRequest = (request: BackendRequest) => Promise<BackendResponse>;

/** @see "Amazon API Gateway quotas and important notes" (API Gateway Developer Guide) */
export const MAX_RESPONSE_BYTES = 10 * 1024 * 1024;

export class ResponseTooLargeError extends Error {
  override readonly name = 'ResponseTooLargeError';
}

/** @throws GatewayError that tells what the client sees of a backend that gives no answer */
export async function callBackend(
  send: SendBackendRequest,
  request: BackendRequest,
): Promise<BackendResponse> {
  try {
    return await send(request);
  } catch (error) {
    throw backendFailure(error, request.endpoint);
  }
}

/** A host that nobody knows is the fault of the configuration. */
const UNKNOWN_HOST: ReadonlySet<string | undefined> = new Set(['EAI_AGAIN', 'ENOTFOUND']);

/**
 * Local runtime: which error is which response is assumed; the messages are those of the execution
 * log on AWS.
 */
function backendFailure(error: unknown, { origin }: Endpoint): GatewayError {
  if (error instanceof ResponseTooLargeError) return responseTooLarge(error);
  const { code } = error as { code?: string };
  const reason = `${origin} did not answer: ${messageOf(error) || code}`;
  if (UNKNOWN_HOST.has(code)) {
    return new GatewayError('API_CONFIGURATION_ERROR', {
      reason: `Invalid endpoint address: ${reason}`,
      cause: error,
    });
  }
  return unreachableBackend(reason, error);
}

/** What a client sees of a backend that is there and cannot be talked to. */
export function unreachableBackend(reason: string, cause?: unknown): GatewayError {
  const message = 'Network error communicating with endpoint';
  return new GatewayError('INTEGRATION_FAILURE', { message, reason, cause });
}

export function responseTooLarge(cause?: Error): GatewayError {
  return new GatewayError('API_CONFIGURATION_ERROR', {
    reason: `the integration's response is larger than the allowed maximum of ${MAX_RESPONSE_BYTES} bytes`,
    cause,
  });
}
