import { failureCode, type SdkError } from '../../../functions/shared/start-execution-failure.ts';

function sdkError(name: string, httpStatusCode?: number, message = 'because'): SdkError {
  const $metadata = httpStatusCode === undefined ? {} : { httpStatusCode };
  return Object.assign(new Error(message), { name, $metadata });
}

describe('failureCode', () => {
  test.each([
    { error: sdkError('AccessDeniedException', 400), code: 'AccessDenied' },
    { error: sdkError('AccessDeniedException', 403), code: 'AccessDenied' },
    { error: sdkError('ExecutionAlreadyExists', 400), code: 'ExecutionAlreadyExists' },
    { error: sdkError('InvalidExecutionInput', 400), code: 'InvalidExecutionInput' },
    { error: sdkError('InvalidName', 400), code: 'InvalidName' },
    {
      error: sdkError('ValidationException', 400, "Value at 'name' failed to satisfy constraint"),
      code: 'InvalidName',
    },
    {
      error: sdkError('ValidationException', 400, "Value at 'input' failed to satisfy constraint"),
      code: 'ExecutionInputTooLarge',
    },
    { error: sdkError('ThrottlingException', 400), code: 'TooManyRequests' },
    { error: sdkError('ExecutionLimitExceeded', 400), code: 'TooManyRequests' },
    { error: sdkError('StateMachineDoesNotExist', 400), code: 'BadGateway' },
    { error: sdkError('InternalFailure', 500), code: 'ServiceUnavailable' },
    { error: sdkError('ServiceUnavailable', 503), code: 'ServiceUnavailable' },
    // No answer: the SDK throws the network's error.
    { error: sdkError('Error', undefined), code: 'ServiceUnavailable' },
    { error: new Error('no credentials'), code: 'BadGateway' },
  ])('is $code for $error.name', ({ error, code }) => {
    expect(failureCode(error)).toBe(code);
  });
});
