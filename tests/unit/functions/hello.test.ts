import type { Context } from 'aws-lambda';
import { handler } from '../../../functions/hello/app.ts';
import { captureLogLines } from './log-lines.ts';

afterEach(() => jest.restoreAllMocks());

describe('hello', () => {
  test('returns its event with a member added, and logs event and context as one line', async () => {
    const lines = captureLogLines();
    const event = { note: 'it\'s\n"fine"', key: 'other' };
    const context = { functionName: 'Hello', awsRequestId: 'id' } as Context;

    const result = await handler(event, context, () => {});

    expect(result).toEqual({ note: 'it\'s\n"fine"', key: 'value' });
    expect(lines).toEqual([{ function: 'hello', event, context }]);
  });
});
