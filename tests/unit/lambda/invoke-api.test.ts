import { createInvokeApi } from '../../../toolbox/lambda/invoke-api.ts';
import {
  type InvokeRequest,
  type InvokeResult,
  LambdaServiceError,
} from '../../../toolbox/shared/function-invoker.ts';

const RESULT: InvokeResult = { payload: '{"a":1}', executedVersion: '$LATEST', requestId: 'id-1' };

/** The API over a service that gives `result` and keeps what it was asked for. */
function anApi(result: InvokeResult | LambdaServiceError = RESULT) {
  const calls: InvokeRequest[] = [];
  const api = createInvokeApi({
    invoke(request) {
      calls.push(request);
      return result instanceof Error ? Promise.reject(result) : Promise.resolve(result);
    },
  });
  const post = (path: string, headers: Record<string, string> = {}, body = '{}') =>
    api({ method: 'POST', path: `/2015-03-31/functions/${path}`, headers, body });
  return { api, calls, post };
}

describe('createInvokeApi', () => {
  test('answers a synchronous call with the payload of the function', async () => {
    const { post, calls } = anApi();

    expect(await post('pets/invocations', {}, '{"b":2}')).toEqual({
      statusCode: 200,
      headers: {
        'Content-Type': 'application/json',
        'x-amzn-RequestId': 'id-1',
        'x-amzn-Remapped-Content-Length': '0',
        'X-Amz-Executed-Version': '$LATEST',
      },
      body: '{"a":1}',
    });
    expect(calls).toEqual([{ functionName: 'pets', payload: '{"b":2}' }]);
  });

  test('hands over an encoded ARN, the qualifier and the headers', async () => {
    const { post, calls } = anApi();
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:pets';

    await post(`${encodeURIComponent(arn)}/invocations?Qualifier=live`, {
      'x-amz-log-type': 'Tail',
      'x-amz-client-context': 'e30=',
    });

    expect(calls).toEqual([
      {
        functionName: arn,
        qualifier: 'live',
        payload: '{}',
        logType: 'Tail',
        clientContext: 'e30=',
      },
    ]);
  });

  test('tells the service who calls', async () => {
    const { api, calls } = anApi();
    const principal = {
      kind: 'role',
      roleArn: 'arn:aws:iam::123456789012:role/Caller',
      sessionName: 'caller',
    } as const;
    const path = '/2015-03-31/functions/pets/invocations';

    await api({ method: 'POST', path, headers: {}, body: '{}', principal });

    expect(calls).toEqual([{ functionName: 'pets', payload: '{}', principal }]);
  });

  test('marks the error of a function, and adds the tail of the log', async () => {
    const { post } = anApi({ ...RESULT, functionError: 'Unhandled', logResult: 'bG9n' });

    expect(await post('pets/invocations')).toMatchObject({
      statusCode: 200,
      headers: { 'X-Amz-Function-Error': 'Unhandled', 'X-Amz-Log-Result': 'bG9n' },
    });
  });

  test.each([
    { type: 'Event', statusCode: 202 },
    { type: 'DryRun', statusCode: 204 },
  ])('answers $type with $statusCode and no body', async ({ type, statusCode }) => {
    const { post, calls } = anApi();

    const response = await post('pets/invocations', { 'x-amz-invocation-type': type });

    expect(response).toMatchObject({ statusCode, body: '' });
    expect(response?.headers).not.toHaveProperty('X-Amz-Executed-Version');
    expect(calls[0]?.invocationType).toBe(type);
  });

  test.each([
    {
      error: new LambdaServiceError('ResourceNotFoundException', 404, 'Function not found: x'),
      body: { Type: 'User', Message: 'Function not found: x' },
    },
    {
      error: new LambdaServiceError('AccessDeniedException', 403, 'User: x is not authorized'),
      body: { Message: 'User: x is not authorized' },
    },
    {
      error: new LambdaServiceError('TooManyRequestsException', 429, 'Rate Exceeded.'),
      body: {
        Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
        Type: 'User',
        message: 'Rate Exceeded.',
      },
    },
    {
      error: new LambdaServiceError('InvalidRuntimeException', 502, 'no python'),
      body: { Type: 'Service', message: 'no python' },
    },
  ])('writes $error.code as Lambda does', async ({ error, body }) => {
    const response = await anApi(error).post('pets/invocations');

    expect(response).toMatchObject({
      statusCode: error.statusCode,
      headers: { 'x-amzn-ErrorType': error.code },
    });
    expect(JSON.parse(response?.body ?? '')).toEqual(body);
  });

  test('refuses an invocation type that there is not', async () => {
    const { post, calls } = anApi();

    const response = await post('pets/invocations', { 'x-amz-invocation-type': 'Later' });

    expect(response).toMatchObject({
      statusCode: 400,
      headers: { 'x-amzn-ErrorType': 'ValidationException' },
    });
    expect(calls).toEqual([]);
  });

  test.each([
    { method: 'GET', path: '/2015-03-31/functions/pets/invocations' },
    { method: 'POST', path: '/2015-03-31/functions/pets' },
    { method: 'POST', path: '/' },
  ])('leaves $method $path to others', ({ method, path }) => {
    expect(anApi().api({ method, path, headers: {}, body: '' })).toBeUndefined();
  });
});
