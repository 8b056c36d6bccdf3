import { createTaskIntegrations } from '../../../toolbox/sfn/integrations/index.ts';
import {
  type InvokeRequest,
  type InvokeResult,
  LambdaServiceError,
} from '../../../toolbox/shared/function-invoker.ts';
import type { JsonObject } from '../../../toolbox/shared/json.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import { integrationPorts } from './integration-ports.ts';
import { aTaskRequest } from './task-request-builder.ts';

function anInvoker(result: Partial<InvokeResult> | Error) {
  const requests: InvokeRequest[] = [];
  const { invokeTask } = createTaskIntegrations(
    integrationPorts({
      invokeFunction: async (request) => {
        requests.push(request);
        if (result instanceof Error) throw result;
        return { payload: 'null', executedVersion: '$LATEST', requestId: 'a-b', ...result };
      },
    }),
  );
  const invoke = (parameters: JsonObject) =>
    invokeTask(
      aTaskRequest({
        resource: 'arn:aws:states:::aws-sdk:lambda:invoke',
        payload: JsonDocument.fromValue({ FunctionName: 'F', ...parameters }),
      }),
    );
  return { invoke, requests };
}

describe('a Task that invokes a function through the AWS SDK', () => {
  test('gives the payload as text, without metadata', async () => {
    const { invoke, requests } = anInvoker({ payload: '{"sum": 3}' });

    const result = await invoke({ Payload: { a: 1 } });

    expect(requests[0]).toMatchObject({ functionName: 'F', payload: '{"a":1}' });
    expect(result.value).toEqual({
      ExecutedVersion: '$LATEST',
      Payload: '{"sum": 3}',
      StatusCode: 200,
    });
  });

  test('does not fail with the function', async () => {
    const { invoke } = anInvoker({ payload: '{"errorType":"E"}', functionError: 'Unhandled' });

    expect((await invoke({})).value).toMatchObject({
      FunctionError: 'Unhandled',
      Payload: '{"errorType":"E"}',
      StatusCode: 200,
    });
  });

  test('answers 202 for an event', async () => {
    const { invoke } = anInvoker({ payload: '' });

    expect((await invoke({ InvocationType: 'Event' })).value).toMatchObject({ StatusCode: 202 });
  });

  test.each([
    { code: 'ResourceNotFoundException', error: 'Lambda.ResourceNotFoundException' },
    { code: 'AccessDeniedException', error: 'Lambda.LambdaException' },
  ])('fails with the class of the error $code', async ({ code, error }) => {
    const { invoke } = anInvoker(new LambdaServiceError(code, 403, 'why'));

    await expect(invoke({})).rejects.toMatchObject({
      error,
      cause:
        'why (Service: Lambda, Status Code: 403, Request ID: request-id) (SDK Attempt Count: 1)',
    });
  });
});
