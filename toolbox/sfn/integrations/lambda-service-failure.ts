import type { LambdaServiceError } from '../../shared/function-invoker.ts';
import { StatesError } from '../../states/states-error.ts';

/**
 * The errors that the Lambda API names for Invoke: each has a class in the SDK, whose name the
 * state gets.
 *
 * @see "Invoke" (Lambda API Reference), Errors
 */
const INVOKE_ERRORS: ReadonlySet<string> = new Set([
  'CodeArtifactUserDeletedException',
  'CodeArtifactUserFailedException',
  'CodeArtifactUserPendingException',
  'DurableExecutionAlreadyStartedException',
  'EC2AccessDeniedException',
  'EC2ThrottledException',
  'EC2UnexpectedException',
  'EFSIOException',
  'EFSMountConnectivityException',
  'EFSMountFailureException',
  'EFSMountTimeoutException',
  'ENILimitReachedException',
  'ENINotReadyException',
  'InvalidParameterValueException',
  'InvalidRequestContentException',
  'InvalidRuntimeException',
  'InvalidSecurityGroupIDException',
  'InvalidSubnetIDException',
  'InvalidZipFileException',
  'KMSAccessDeniedException',
  'KMSDisabledException',
  'KMSInvalidStateException',
  'KMSNotFoundException',
  'ModeNotSupportedException',
  'NoPublishedVersionException',
  'RecursiveInvocationException',
  'RequestTooLargeException',
  'ResourceConflictException',
  'ResourceNotFoundException',
  'ResourceNotReadyException',
  'S3FilesMountConnectivityException',
  'S3FilesMountFailureException',
  'S3FilesMountTimeoutException',
  'SerializedRequestEntityTooLargeException',
  'ServiceException',
  'ServiceQuotaExceededException',
  'SnapStartException',
  'SnapStartNotReadyException',
  'SnapStartRegenerationFailureException',
  'SnapStartTimeoutException',
  'SubnetIPAddressLimitReachedException',
  'TooManyRequestsException',
  'UnsupportedMediaTypeException',
]);

/**
 * The error of the service itself, with the cause that the SDK client of the optimised integration
 * writes.
 */
export function serviceFailure(error: LambdaServiceError, requestId: string): StatesError {
  const { code, statusCode, message } = error;
  return new StatesError(
    errorName(error, 'AWSLambdaException'),
    `${message} (Service: AWSLambda; Status Code: ${statusCode}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`,
  );
}

/** The same of an AWS SDK integration. */
export function sdkServiceFailure(error: LambdaServiceError, requestId: string): StatesError {
  const { statusCode, message } = error;
  return new StatesError(
    errorName(error, 'LambdaException'),
    `${message} (Service: Lambda, Status Code: ${statusCode}, Request ID: ${requestId}) (SDK Attempt Count: 1)`,
  );
}

/** @param otherError - the SDK's class for every other error, such as a refused permission */
function errorName({ code }: LambdaServiceError, otherError: string): string {
  return `Lambda.${INVOKE_ERRORS.has(code) ? code : otherError}`;
}
