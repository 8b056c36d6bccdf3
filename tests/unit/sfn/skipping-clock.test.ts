import { executionTimes } from '../../../toolbox/sfn/execution-time.ts';
import { createSkippingClock } from '../../../toolbox/sfn/skipping-clock.ts';
import { systemClock } from '../../../toolbox/shared/clock.ts';
import { simulatedClock } from '../../simulated-clock.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

/** Milliseconds that a promise takes to settle, on a clock and on that of the machine. */
async function timed(now: () => number, work: () => Promise<unknown>) {
  const [begin, realBegin] = [now(), performance.now()];
  await work();
  return { passedMs: now() - begin, realMs: performance.now() - realBegin };
}

describe('createSkippingClock', () => {
  test('skips a wait of a year, and says that it has passed', async () => {
    const { clock, wait } = createSkippingClock(systemClock);

    const { passedMs, realMs } = await timed(clock.now, () => wait(YEAR_MS));

    expect(passedMs).toBeGreaterThanOrEqual(YEAR_MS);
    expect(passedMs).toBeLessThan(YEAR_MS + 1000);
    expect(realMs).toBeLessThan(1000);
  });

  test('ends waits in the order in which they are due', async () => {
    const { clock, wait } = createSkippingClock(systemClock);
    const begin = clock.now();
    const ended: [string, number][] = [];
    const waitFor = async (name: string, delayMs: number): Promise<void> => {
      await wait(delayMs);
      ended.push([name, Math.round((clock.now() - begin) / YEAR_MS)]);
    };

    await Promise.all([
      waitFor('three years', 3 * YEAR_MS),
      waitFor('one year', YEAR_MS).then(() => waitFor('another', YEAR_MS)),
    ]);

    expect(ended).toEqual([
      ['one year', 1],
      ['another', 2],
      ['three years', 3],
    ]);
  });

  test('lets a time-out that is due before the end of a wait come first', async () => {
    const { clock, wait } = createSkippingClock(systemClock);
    const stop = new AbortController();
    const timeOut = clock.sleep(10_000).then(() => stop.abort());

    const { passedMs } = await timed(clock.now, () => wait(YEAR_MS, stop.signal));
    await timeOut;

    expect(Math.round(passedMs / 1000)).toBe(10);
  });

  test('skips nothing for a time-out alone, nor while work is done', async () => {
    const real = simulatedClock(0);
    const { clock, wait, during } = createSkippingClock(real);
    const work = during(() => real.sleep(5000));
    const waited = wait(3000).then(() => clock.now());

    await real.runUntil(Promise.all([work, waited, clock.sleep(7000)]));

    expect(await waited).toBe(3000);
    expect(clock.now()).toBe(7000);
    expect(real.now()).toBe(7000);
  });

  test('skips what is left of a wait when the work is done', async () => {
    const real = simulatedClock(0);
    const { clock, wait, during } = createSkippingClock(real);
    const work = during(() => real.sleep(1000));

    const waited = wait(YEAR_MS);
    await real.runUntil(work);
    await waited;

    expect(real.now()).toBe(1000);
    expect(clock.now()).toBe(YEAR_MS);
  });

  test('ends a wait that is stopped', async () => {
    const { clock, wait, during } = createSkippingClock(systemClock);
    const stop = new AbortController();
    void during(() => new Promise(() => {}));
    const waited = timed(clock.now, () => wait(YEAR_MS, stop.signal));

    stop.abort();

    expect((await waited).passedMs).toBeLessThan(1000);
  });
});

describe('executionTimes', () => {
  test('scales waits and leaves time-outs', async () => {
    const real = simulatedClock(0);
    const { clock, wait } = executionTimes(real, 0.1)();

    await real.runUntil(wait(5000));
    expect(clock.now()).toBe(500);
    await real.runUntil(clock.sleep(5000));
    expect(clock.now()).toBe(5500);
  });
});
