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

/** The SDK's class for every other error, such as a refused permission. */
const OTHER_ERROR = 'AWSLambdaException';

/** The error of the service itself, with the cause that its SDK client writes. */
export function serviceFailure(error: LambdaServiceError, requestId: string): StatesError {
  const { code, statusCode, message } = error;
  return new StatesError(
    `Lambda.${INVOKE_ERRORS.has(code) ? code : OTHER_ERROR}`,
    `${message} (Service: AWSLambda; Status Code: ${statusCode}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`,
  );
}
