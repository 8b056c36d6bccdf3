import type { HeaderPair } from '../gateway.ts';

interface ErrorAnswer {
  readonly statusCode: number;
  readonly message: string;
}

/**
 * What a client reads when API Gateway itself refuses or fails.
 *
 * @see "Troubleshooting issues with HTTP APIs" (API Gateway Developer Guide)
 */
const ANSWERS = {
  UNAUTHORIZED: { statusCode: 401, message: 'Unauthorized' },
  FORBIDDEN: { statusCode: 403, message: 'Forbidden' },
  NOT_FOUND: { statusCode: 404, message: 'Not Found' },
  REQUEST_TOO_LARGE: { statusCode: 413, message: 'Request Entity Too Large' },
  THROTTLED: { statusCode: 429, message: 'Too Many Requests' },
  HEADERS_TOO_LARGE: { statusCode: 431, message: 'Request Header Fields Too Large' },
  INTERNAL_ERROR: { statusCode: 500, message: 'Internal Server Error' },
  SERVICE_UNAVAILABLE: { statusCode: 503, message: 'Service Unavailable' },
} satisfies Record<string, ErrorAnswer>;

export type HttpApiErrorType = keyof typeof ANSWERS;

interface HttpApiErrorDetails extends ErrorOptions {
  /** For the log only: why the gateway refused or failed. */
  readonly reason?: string;
  readonly headers?: readonly HeaderPair[];
}

/** A refusal or failure of an HTTP API; one place turns it into a response. */
export class HttpApiError extends Error {
  override readonly name = 'HttpApiError';
  readonly type: HttpApiErrorType;
  readonly headers: readonly HeaderPair[];

  constructor(type: HttpApiErrorType, details: HttpApiErrorDetails = {}) {
    super(details.reason ?? ANSWERS[type].message, details);
    this.type = type;
    this.headers = details.headers ?? [];
  }
}

export function errorAnswer(type: HttpApiErrorType): ErrorAnswer {
  return ANSWERS[type];
}
