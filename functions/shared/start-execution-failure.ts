/** What a caller learns of a StartExecution that failed. */
export interface StartExecutionFailure {
  readonly statusCode: number;
  readonly code: string;
  /** Never the service's own text, which holds ARNs and what the caller sent. */
  readonly message: string;
}

/** By how the name of the service's error begins. */
const FAILURES: readonly (readonly [name: RegExp, failure: StartExecutionFailure])[] = [
  [
    /^ExecutionAlreadyExists/,
    {
      statusCode: 409,
      code: 'ExecutionAlreadyExists',
      message: 'The idempotency key was used for another input, or its execution has ended.',
    },
  ],
  [
    /^InvalidExecutionInput/,
    {
      statusCode: 400,
      code: 'InvalidExecutionInput',
      message: 'The body is not valid input of an execution.',
    },
  ],
  [
    /^(InvalidName|ValidationException)/,
    {
      statusCode: 400,
      code: 'InvalidName',
      message:
        'The idempotency key must have 1 to 80 characters: letters, digits, hyphens, underscores and the like.',
    },
  ],
  [
    /^(Throttl|ExecutionLimitExceeded|TooManyRequests)/,
    {
      statusCode: 429,
      code: 'TooManyRequests',
      message: 'Too many executions; try again later.',
    },
  ],
  [
    /^AccessDenied/,
    {
      statusCode: 502,
      code: 'AccessDenied',
      message: 'The function is not allowed to start the execution.',
    },
  ],
];

const INPUT_TOO_LARGE: StartExecutionFailure = {
  statusCode: 413,
  code: 'ExecutionInputTooLarge',
  message: 'The body is larger than the input of an execution may be (262144 bytes).',
};

const SERVICE_UNAVAILABLE: StartExecutionFailure = {
  statusCode: 503,
  code: 'ServiceUnavailable',
  message: 'Step Functions is not available; try again later.',
};

const BAD_GATEWAY: StartExecutionFailure = {
  statusCode: 502,
  code: 'BadGateway',
  message: 'The execution could not be started.',
};

/**
 * Tells what to answer to an error of the SDK.
 *
 * @see "StartExecution" and "Common Errors" (Step Functions API Reference)
 */
export function startExecutionFailure({
  name,
  message,
  $metadata,
}: SdkError): StartExecutionFailure {
  // An error of the SDK itself, such as missing credentials.
  if ($metadata === undefined) return BAD_GATEWAY;
  // Without a status no answer came.
  const { httpStatusCode = 503 } = $metadata;
  if (httpStatusCode >= 500) return SERVICE_UNAVAILABLE;
  // The service has no error of its own for it: only the text tells.
  if (name === 'ValidationException' && message.includes("at 'input' failed to satisfy")) {
    return INPUT_TOO_LARGE;
  }
  return FAILURES.find(([pattern]) => pattern.test(name))?.[1] ?? BAD_GATEWAY;
}

/** As the clients of the SDK throw them. */
export interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
}
