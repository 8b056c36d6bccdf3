import type { Context } from 'aws-lambda';
import { handler } from '../../../functions/end/app.ts';
import { captureLogLines } from './log-lines.ts';

afterEach(() => jest.restoreAllMocks());

describe('end', () => {
  test('logs its event as one line of JSON and returns its name', async () => {
    const lines = captureLogLines();
    const event = [{ function: 'wait3000' }, { function: 'wait500' }];

    const result = await handler(event, {} as Context, () => {});

    expect(result).toEqual({ function: 'end' });
    expect(lines).toEqual([{ function: 'end', event }]);
  });
});
