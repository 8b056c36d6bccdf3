import type { Context } from 'aws-lambda';
import { handler } from '../../../functions/start/app.ts';
import { captureLogLines } from './log-lines.ts';

afterEach(() => jest.restoreAllMocks());

describe('start', () => {
  test('logs its event as one line of JSON and returns its name', async () => {
    const lines = captureLogLines();

    const result = await handler({ note: 'it\'s\n"fine"' }, {} as Context, () => {});

    expect(result).toEqual({ function: 'start' });
    expect(lines).toEqual([{ function: 'start', event: { note: 'it\'s\n"fine"' } }]);
  });
});
