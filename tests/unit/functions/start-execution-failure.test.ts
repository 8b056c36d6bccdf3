import {
  type SdkError,
  startExecutionFailure,
} from '../../../functions/shared/start-execution-failure.ts';

const ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:Hello';

function sdkError(name: string, httpStatusCode?: number, message = `about ${ARN}`): SdkError {
  const $metadata = httpStatusCode === undefined ? {} : { httpStatusCode };
  return Object.assign(new Error(message), { name, $metadata });
}

describe('startExecutionFailure', () => {
  test.each([
    { error: sdkError('AccessDeniedException', 400), status: 502, code: 'AccessDenied' },
    { error: sdkError('AccessDeniedException', 403), status: 502, code: 'AccessDenied' },
    { error: sdkError('ExecutionAlreadyExists', 400), status: 409, code: 'ExecutionAlreadyExists' },
    { error: sdkError('InvalidExecutionInput', 400), status: 400, code: 'InvalidExecutionInput' },
    { error: sdkError('InvalidName', 400), status: 400, code: 'InvalidName' },
    {
      error: sdkError('ValidationException', 400, "Value at 'name' failed to satisfy constraint"),
      status: 400,
      code: 'InvalidName',
    },
    {
      error: sdkError('ValidationException', 400, "Value at 'input' failed to satisfy constraint"),
      status: 413,
      code: 'ExecutionInputTooLarge',
    },
    { error: sdkError('ThrottlingException', 400), status: 429, code: 'TooManyRequests' },
    { error: sdkError('ExecutionLimitExceeded', 400), status: 429, code: 'TooManyRequests' },
    { error: sdkError('StateMachineDoesNotExist', 400), status: 502, code: 'BadGateway' },
    { error: sdkError('InternalFailure', 500), status: 503, code: 'ServiceUnavailable' },
    { error: sdkError('ServiceUnavailable', 503), status: 503, code: 'ServiceUnavailable' },
    // No answer: the SDK throws the network's error.
    { error: sdkError('Error', undefined), status: 503, code: 'ServiceUnavailable' },
    { error: new Error('no credentials'), status: 502, code: 'BadGateway' },
  ])('answers $status $code to $error.name', ({ error, status, code }) => {
    const failure = startExecutionFailure(error);

    expect(failure).toEqual({ statusCode: status, code, message: expect.stringMatching(/\.$/) });
    expect(failure.message).not.toContain('arn:');
  });
});
