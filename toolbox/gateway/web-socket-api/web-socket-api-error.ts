import { STATUS_CODES } from 'node:http';
import { GatewayError } from '../gateway-error.ts';
import { defaultsOf } from '../gateway-response-types.ts';
import { reasonOf } from '../reason-of.ts';

interface ErrorDetails extends ErrorOptions {
  /** `x-amzn-ErrorType`, for the `@connections` API. */
  readonly errorType?: string;
  /** For the log only. */
  readonly reason?: string;
}

/** A refusal of a connection, of a message or of a call of the `@connections` API. */
export class WebSocketApiError extends Error {
  override readonly name = 'WebSocketApiError';
  readonly statusCode: number;
  /** What the client reads. */
  readonly clientMessage: string;
  readonly errorType: string | undefined;

  constructor(
    statusCode: number,
    clientMessage = STATUS_CODES[statusCode] ?? '',
    details: ErrorDetails = {},
  ) {
    super(details.reason ?? clientMessage, details);
    this.statusCode = statusCode;
    this.clientMessage = clientMessage;
    this.errorType = details.errorType;
  }
}

/** Whatever a stage threw, as what the client may learn of it; the message is for the log. */
export function asWebSocketApiError(thrown: unknown): WebSocketApiError {
  if (thrown instanceof WebSocketApiError) return thrown;
  const { type, clientMessage } =
    thrown instanceof GatewayError
      ? thrown
      : { type: 'API_CONFIGURATION_ERROR' as const, clientMessage: null };
  const { statusCode, message } = defaultsOf(type);
  return new WebSocketApiError(statusCode, clientMessage ?? message ?? undefined, {
    reason: reasonOf(thrown),
    cause: thrown,
  });
}
