import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { captureLogLines } from './log-lines.ts';
import { EXECUTION_ARN, mockStartExecution } from './mocked-step-functions.ts';

Object.assign(process.env, {
  STATE_MACHINE_ARN: 'arn:hello',
  CORS_ORIGIN: 'https://app.example',
  CORS_METHODS: 'GET,POST',
  CORS_HEADERS: 'Content-Type',
});

const HEADERS = {
  'Content-Type': 'application/json',
  'Access-Control-Allow-Origin': 'https://app.example',
  'Access-Control-Allow-Methods': 'GET,POST',
  'Access-Control-Allow-Headers': 'Content-Type',
};

async function invoke(
  request: { body?: string | null; headers?: Record<string, string> } = {},
): Promise<APIGatewayProxyResult> {
  const { handler } = await import('../../../functions/start-hello/app.ts');
  const event = {
    body: null,
    headers: {},
    requestContext: { requestId: 'request-1' },
    ...request,
  } as unknown as APIGatewayProxyEvent;
  return (await handler(event, {} as Context, () => {})) as APIGatewayProxyResult;
}

beforeEach(() => {
  captureLogLines();
});
afterEach(() => jest.restoreAllMocks());

describe('start-hello', () => {
  test('starts the workflow with the body, text for text, and answers 202 with the ARN', async () => {
    const inputs = mockStartExecution();

    const result = await invoke({ body: '{ "n": 1.0 }' });

    expect(inputs).toEqual([
      { stateMachineArn: 'arn:hello', name: 'request-1', input: '{ "n": 1.0 }' },
    ]);
    expect(result).toEqual({
      statusCode: 202,
      headers: HEADERS,
      body: JSON.stringify({ executionArn: EXECUTION_ARN }),
    });
  });

  test('starts with {} without a body', async () => {
    const inputs = mockStartExecution();

    await invoke({ body: null });

    expect(inputs).toMatchObject([{ input: '{}' }]);
  });

  test.each(['Idempotency-Key', 'idempotency-key'])('takes the name from %s', async (header) => {
    const inputs = mockStartExecution();

    await invoke({ headers: { [header]: 'order-1' } });

    expect(inputs).toMatchObject([{ name: 'order-1' }]);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded'])(
    'answers 415 to %s and starts nothing',
    async (type) => {
      const inputs = mockStartExecution();

      const result = await invoke({ body: '{}', headers: { 'content-type': type } });

      expect(result).toMatchObject({ statusCode: 415, headers: HEADERS });
      expect(JSON.parse(result.body)).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE' });
      expect(inputs).toEqual([]);
    },
  );

  test('takes parameters of the media type', async () => {
    const inputs = mockStartExecution();

    await invoke({ body: '{}', headers: { 'content-type': 'Application/JSON; charset=utf-8' } });

    expect(inputs).toHaveLength(1);
  });

  test('answers 502 AccessDenied without the permission, and tells no ARN', async () => {
    mockStartExecution(
      Object.assign(new Error('User: arn:aws:sts::1:x is not authorized'), {
        name: 'AccessDeniedException',
        $metadata: { httpStatusCode: 400 },
      }),
    );

    expect(await invoke({ body: '{}' })).toEqual({
      statusCode: 502,
      headers: HEADERS,
      body: '{"code":"AccessDenied","message":"The function may not start the execution."}',
    });
  });
});
