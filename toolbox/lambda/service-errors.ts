import { LambdaServiceError } from '../shared/function-invoker.ts';

/** What the caller of a function gets when the function failed. */
export interface FunctionFailure {
  readonly errorType: string;
  /** JSON text. */
  readonly payload: string;
}

function failure(errorType: string, errorMessage: string): FunctionFailure {
  return { errorType, payload: JSON.stringify({ errorType, errorMessage }) };
}

export function timedOut(requestId: string, timeoutSeconds: number): FunctionFailure {
  return failure(
    'Sandbox.Timedout',
    `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
  );
}

/** The process of an environment ended while it had an invocation. */
export function exited(requestId: string, exitCode: number): FunctionFailure {
  const reason =
    exitCode === 0
      ? 'Runtime exited without providing a reason'
      : `Runtime exited with error: exit status ${exitCode}`;
  return failure('Runtime.ExitError', `RequestId: ${requestId} Error: ${reason}`);
}

/** The system ended the process because the memory of the function was used up. */
export function killed(requestId: string): FunctionFailure {
  return failure(
    'Runtime.ExitError',
    `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
  );
}

/**
 * Local runtime: on AWS a function that does not build is never deployed, so there is no type to
 * borrow.
 */
export function buildFailed(message: string): FunctionFailure {
  return failure('Runtime.BuildError', message);
}

export function functionNotFound(functionArn: string, qualifier: string): LambdaServiceError {
  return new LambdaServiceError(
    'ResourceNotFoundException',
    404,
    `Function not found: ${functionArn}:${qualifier}`,
  );
}

export function accessDenied(reason: string): LambdaServiceError {
  return new LambdaServiceError('AccessDeniedException', 403, reason);
}

export function concurrencyExceeded(): LambdaServiceError {
  return new LambdaServiceError('TooManyRequestsException', 429, 'Rate Exceeded.');
}

/** Local runtime: `InvalidRuntimeException` is the nearest that the Lambda API has. */
export function notRunnable(functionName: string, reason: string): LambdaServiceError {
  return new LambdaServiceError(
    'InvalidRuntimeException',
    502,
    `Function ${functionName} ${reason} and cannot run here. Name an endpoint that runs it with --lambda-endpoint.`,
  );
}
