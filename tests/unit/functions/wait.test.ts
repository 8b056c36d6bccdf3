import type { Context } from 'aws-lambda';
import { captureLogLines } from './log-lines.ts';

/** Loads the function as a new environment does. */
async function loadHandler(waitMs: string | undefined) {
  jest.resetModules();
  jest.replaceProperty(process, 'env', waitMs === undefined ? {} : { WAIT_MS: waitMs });
  return (await import('../../../functions/wait/app.ts')).handler;
}

afterEach(() => {
  jest.restoreAllMocks();
  jest.dontMock('node:timers/promises');
});

describe('wait', () => {
  test.each(['500', '3000'])('waits WAIT_MS=%s and returns its name', async (waitMs) => {
    const sleep = jest.fn(async () => {});
    jest.doMock('node:timers/promises', () => ({ setTimeout: sleep }));
    const lines = captureLogLines();
    const handler = await loadHandler(waitMs);

    const result = await handler({ function: 'start' }, {} as Context, () => {});

    expect(sleep).toHaveBeenCalledWith(Number(waitMs));
    expect(result).toEqual({ function: `wait${waitMs}` });
    expect(lines).toEqual([{ function: `wait${waitMs}`, event: { function: 'start' } }]);
  });

  test('returns only when the time has passed', async () => {
    let pass = (): void => {};
    const time = new Promise<void>((resolve) => {
      pass = resolve;
    });
    jest.doMock('node:timers/promises', () => ({ setTimeout: () => time }));
    captureLogLines();
    const handler = await loadHandler('10');
    const returned = jest.fn();

    const result = Promise.resolve(handler({}, {} as Context, () => {})).then(returned);
    await new Promise(setImmediate);

    expect(returned).not.toHaveBeenCalled();
    pass();
    await result;
    expect(returned).toHaveBeenCalled();
  });

  test.each([undefined, '', 'soon', '-1', '1.5', '1e3', ' 5', '900001', '9999999'])(
    'does not load with WAIT_MS %j',
    async (waitMs) => {
      await expect(loadHandler(waitMs)).rejects.toThrow(/^WAIT_MS must be whole milliseconds/);
    },
  );
});
