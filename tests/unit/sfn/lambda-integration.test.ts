import { createTaskIntegrations } from '../../../toolbox/sfn/integrations/index.ts';
import {
  type InvokeRequest,
  type InvokeResult,
  LambdaServiceError,
} from '../../../toolbox/shared/function-invoker.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import { integrationPorts, STATE_MACHINE_ROLE } from './integration-ports.ts';
import { aTaskRequest } from './task-request-builder.ts';

const LAMBDA_INVOKE = 'arn:aws:states:::lambda:invoke';

/** An invoker over a Lambda service that answers `result`, and what that service was asked. */
function anInvoker(result: Partial<InvokeResult> | Error) {
  const requests: InvokeRequest[] = [];
  const { invokeTask, parameterErrors } = createTaskIntegrations(
    integrationPorts({
      invokeFunction: async (request) => {
        requests.push(request);
        if (result instanceof Error) throw result;
        return { payload: 'null', executedVersion: '$LATEST', requestId: 'a-b', ...result };
      },
    }),
  );
  return { invoke: invokeTask, parameterErrors, requests };
}

describe('a Task whose Resource is the ARN of a function', () => {
  test('hands payload and result on as text', async () => {
    const { invoke, requests } = anInvoker({ payload: '{ "b" : 0.0 }' });

    const result = await invoke(aTaskRequest({ payload: JsonDocument.fromText('{ "a" : 1.0 }') }));

    expect(requests[0]).toMatchObject({
      functionName: 'arn:aws:lambda:us-east-1:123456789012:function:F',
      payload: '{ "a" : 1.0 }',
    });
    expect(result.text).toBe('{ "b" : 0.0 }');
  });

  test.each([
    { payload: '{ "errorType": "Oops" }', error: 'Oops' },
    { payload: '{"errorMessage":"timed out"}', error: 'Lambda.Unknown' },
  ])('fails with $error and the payload as cause for $payload', async ({ payload, error }) => {
    const { invoke } = anInvoker({ payload, functionError: 'Unhandled' });

    await expect(invoke(aTaskRequest())).rejects.toMatchObject({ error, cause: payload });
  });

  test('calls in the role of the state machine', async () => {
    const { invoke, requests } = anInvoker({});

    await invoke(aTaskRequest());

    expect(requests[0]).toMatchObject({ principal: STATE_MACHINE_ROLE });
  });

  test.each([
    { code: 'ResourceNotFoundException', statusCode: 404, error: 'ResourceNotFoundException' },
    { code: 'TooManyRequestsException', statusCode: 429, error: 'TooManyRequestsException' },
    { code: 'ServiceException', statusCode: 500, error: 'ServiceException' },
    { code: 'AccessDeniedException', statusCode: 403, error: 'AWSLambdaException' },
    { code: 'ValidationException', statusCode: 400, error: 'AWSLambdaException' },
  ])(
    'fails with Lambda.$error for $code of the service, with the cause of its SDK client',
    async ({ code, statusCode, error }) => {
      const { invoke } = anInvoker(new LambdaServiceError(code, statusCode, 'Not this one'));

      await expect(invoke(aTaskRequest())).rejects.toMatchObject({
        error: `Lambda.${error}`,
        cause: `Not this one (Service: AWSLambda; Status Code: ${statusCode}; Error Code: ${code}; Request ID: request-id; Proxy: null)`,
      });
    },
  );
});

describe('a Task whose Resource is lambda:invoke', () => {
  const request = (parameters: unknown) =>
    aTaskRequest({
      resource: LAMBDA_INVOKE,
      payload: JsonDocument.fromText(JSON.stringify(parameters)),
    });

  test('wraps the payload with status, version and metadata', async () => {
    const { invoke } = anInvoker({ payload: '{"b":1.0}' });

    const result = await invoke(request({ FunctionName: 'F', Payload: { a: 1 } }));

    expect(result.text).toMatch(/^\{"ExecutedVersion":"\$LATEST","Payload":\{"b":1\.0\}/);
    expect(result.value).toMatchObject({
      SdkHttpMetadata: { HttpHeaders: { 'Content-Length': '9' }, HttpStatusCode: 200 },
      SdkResponseMetadata: { RequestId: 'a-b' },
      StatusCode: 200,
    });
  });

  test.each([
    { payload: { a: 1 }, sent: '{"a":1}' },
    { payload: '"quoted"', sent: '"quoted"' },
    { payload: null, sent: '' },
    { payload: undefined, sent: '' },
    { payload: 0, sent: '0' },
  ])('sends the Payload $payload as $sent', async ({ payload, sent }) => {
    const { invoke, requests } = anInvoker({});

    await invoke(request({ FunctionName: 'F', Payload: payload, Qualifier: '1' }));

    expect(requests[0]).toMatchObject({ functionName: 'F', payload: sent, qualifier: '1' });
  });

  test.each([
    { type: 'Event', statusCode: 202 },
    { type: 'DryRun', statusCode: 204 },
  ])(
    'hands the InvocationType $type on and has no result of the function',
    async ({ type, statusCode }) => {
      const { invoke, requests } = anInvoker({ payload: '' });

      const result = await invoke(request({ FunctionName: 'F', InvocationType: type }));

      expect(requests[0]).toMatchObject({ invocationType: type });
      expect(result.value).toMatchObject({ Payload: '', StatusCode: statusCode });
      expect(result.text).not.toContain('X-Amz-Executed-Version');
    },
  );

  test('re-serialises the cause of a failing function', async () => {
    const { invoke } = anInvoker({
      payload: '{ "errorType" : "Oops", "n": 1.0 }',
      functionError: 'Unhandled',
    });

    await expect(invoke(request({ FunctionName: 'F' }))).rejects.toMatchObject({
      error: 'Oops',
      cause: '{"errorType":"Oops","n":1.0}',
    });
  });

  test('fails for a payload over the limit, also when it is not JSON', async () => {
    const { invoke } = anInvoker({ payload: 'x'.repeat(262_145) });

    await expect(invoke(request({ FunctionName: 'F' }))).rejects.toMatchObject({
      error: 'States.DataLimitExceeded',
      cause:
        "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
  });

  test('calls in the role of the state machine', async () => {
    const { invoke, requests } = anInvoker({});

    await invoke(request({ FunctionName: 'F' }));

    expect(requests[0]).toMatchObject({ principal: STATE_MACHINE_ROLE });
  });

  test.each([[{ Payload: 1 }], [{ FunctionName: null }], ['F'], [null]])(
    'cannot be started with the parameters %j, which name no function',
    (parameters) => {
      const { parameterErrors } = anInvoker({});

      expect(parameterErrors(request(parameters))).toEqual([
        "The field 'FunctionName' is required but was missing",
      ]);
    },
  );

  test('can be started with a function name alone', () => {
    const { parameterErrors } = anInvoker({});

    expect(parameterErrors(request({ FunctionName: 'F' }))).toEqual([]);
  });
});

describe('a Task with Credentials', () => {
  test('calls in their role', async () => {
    const { invoke, requests } = anInvoker({});

    await invoke(aTaskRequest({ roleArn: 'arn:aws:iam::123456789012:role/Other' }));

    expect(requests[0]?.principal).toMatchObject({
      kind: 'role',
      roleArn: 'arn:aws:iam::123456789012:role/Other',
    });
  });
});

describe('a Task whose Resource is not supported', () => {
  test('fails with a cause that names the resource and the state', async () => {
    const { invoke } = anInvoker({});

    await expect(
      invoke(
        aTaskRequest({ resource: 'arn:aws:states:::batch:submitJob.sync', stateName: 'Send' }),
      ),
    ).rejects.toMatchObject({
      error: 'States.Runtime',
      cause:
        "The local runtime does not support the resource 'arn:aws:states:::batch:submitJob.sync' of the state 'Send': mock it (--mock-config).",
    });
  });
});
