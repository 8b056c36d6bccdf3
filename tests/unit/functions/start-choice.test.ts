import type { Context } from 'aws-lambda';
import { captureLogLines } from './log-lines.ts';
import { EXECUTION_ARN, mockStartExecution } from './mocked-step-functions.ts';

process.env['STATE_MACHINE_ARN'] = 'arn:choice';

const context = { awsRequestId: 'request-1' } as Context;
const invoke = async (event: unknown): Promise<unknown> => {
  const { handler } = await import('../../../functions/start-choice/app.ts');
  return handler(event, context, () => {});
};

afterEach(() => jest.restoreAllMocks());

describe('start-choice', () => {
  test('starts the workflow with its event, under the request id, and returns the ARN', async () => {
    const lines = captureLogLines();
    const inputs = mockStartExecution();

    expect(await invoke({ Choice: 'A' })).toEqual({ executionArn: EXECUTION_ARN });
    expect(inputs).toEqual([
      { stateMachineArn: 'arn:choice', name: 'request-1', input: '{"Choice":"A"}' },
    ]);
    expect(lines).toEqual([{ function: 'start-choice', executionArn: EXECUTION_ARN }]);
  });

  test('throws an error whose name is the code of the failure', async () => {
    jest.spyOn(console, 'error').mockImplementation(() => {});
    mockStartExecution(
      Object.assign(new Error('denied'), {
        name: 'AccessDeniedException',
        $metadata: { httpStatusCode: 400 },
      }),
    );

    await expect(invoke({ Choice: 'A' })).rejects.toMatchObject({
      name: 'AccessDenied',
      message: 'The execution could not be started.',
    });
  });
});
