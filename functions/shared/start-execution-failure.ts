/** Status and text of an answer: never the service's own text, which holds ARNs and input. */
export type Failure = readonly [statusCode: number, message: string];

export const FAILURES = {
  AccessDenied: [502, 'The function may not start the execution.'],
  BadGateway: [502, 'The execution could not be started.'],
  ExecutionAlreadyExists: [409, 'The idempotency key belongs to another execution.'],
  ExecutionInputTooLarge: [413, 'The body has more than 262144 bytes.'],
  InvalidExecutionInput: [400, 'The body is not valid input of an execution.'],
  InvalidName: [400, 'The idempotency key is not a valid name.'],
  ServiceUnavailable: [503, 'Step Functions is not available.'],
  TooManyRequests: [429, 'Too many executions.'],
} satisfies Readonly<Record<string, Failure>>;

export type FailureCode = keyof typeof FAILURES;

/** As the clients of the SDK throw them. */
export interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/**
 * Tells what an error of StartExecution means.
 *
 * @see "StartExecution" and "Common Errors" (Step Functions API Reference)
 */
export function failureCode({ name, message, $metadata }: SdkError): FailureCode {
  // An error of the SDK itself, such as missing credentials.
  if (!$metadata) return 'BadGateway';
  // Without a status no answer came.
  if (($metadata.httpStatusCode ?? 500) >= 500) return 'ServiceUnavailable';
  if (/^Throttl|LimitExceeded/.test(name)) return 'TooManyRequests';
  // The service has no error of its own for a large input: only the text tells.
  if (message.includes("at 'input' failed")) return 'ExecutionInputTooLarge';
  if (name.startsWith('Validation')) return 'InvalidName';
  // The other errors are named as their codes, some with "Exception" behind.
  const codes = Object.keys(FAILURES) as FailureCode[];
  return codes.find((code) => name.startsWith(code)) ?? 'BadGateway';
}
