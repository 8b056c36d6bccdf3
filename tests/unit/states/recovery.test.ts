import type { Catcher, Retrier } from '../../../toolbox/states/definition.ts';
import { decideRecovery } from '../../../toolbox/states/recovery.ts';
import { StatesError } from '../../../toolbox/states/states-error.ts';

function aRetrier(fields: Partial<Retrier> = {}): Retrier {
  return {
    ErrorEquals: ['Busy'],
    IntervalSeconds: 2,
    MaxAttempts: 3,
    BackoffRate: 1.5,
    MaxDelaySeconds: undefined,
    JitterStrategy: 'NONE',
    ...fields,
  };
}

function aCatcher(ErrorEquals: string[]): Catcher {
  const flow = {
    QueryLanguage: 'JSONata',
    Arguments: undefined,
    Output: undefined,
    Assign: [],
  } as const;
  return { ErrorEquals, Next: 'Recover', flow };
}

const BUSY = new StatesError('Busy', '');
const noRandom = (): number => {
  throw new Error('No random number is needed');
};

describe('decideRecovery', () => {
  test.each([
    [0, 2000],
    [1, 3000],
    [2, 4500],
  ])('waits IntervalSeconds × BackoffRate^%j: %j ms', (used, delayMs) => {
    const retrier = aRetrier();

    const decision = decideRecovery(
      { Retry: [retrier], Catch: [] },
      BUSY,
      new Map([[retrier, used]]),
      noRandom,
    );

    expect(decision).toEqual({ kind: 'retry', retrier, delayMs });
  });

  test('waits no longer than MaxDelaySeconds', () => {
    const retrier = aRetrier({ IntervalSeconds: 60, MaxDelaySeconds: 5 });

    expect(
      decideRecovery({ Retry: [retrier], Catch: [] }, BUSY, new Map(), noRandom),
    ).toMatchObject({ delayMs: 5000 });
  });

  test('waits a time that a clock can say, however fast the delays grow', () => {
    const retrier = aRetrier({ BackoffRate: 1e300, MaxAttempts: 9 });

    expect(
      decideRecovery({ Retry: [retrier], Catch: [] }, BUSY, new Map([[retrier, 8]]), noRandom),
    ).toMatchObject({ delayMs: 99_999_999_000 });
  });

  test('takes a random part of the capped delay with JitterStrategy FULL', () => {
    const retrier = aRetrier({ IntervalSeconds: 60, MaxDelaySeconds: 10, JitterStrategy: 'FULL' });

    expect(
      decideRecovery({ Retry: [retrier], Catch: [] }, BUSY, new Map(), () => 0.25),
    ).toMatchObject({ delayMs: 2500 });
  });

  test('catches when the first retrier that names the error is used up', () => {
    const retrier = aRetrier({ MaxAttempts: 1 });
    const another = aRetrier();
    const catcher = aCatcher(['States.ALL']);

    const decision = decideRecovery(
      { Retry: [retrier, another], Catch: [aCatcher(['Other']), catcher] },
      BUSY,
      new Map([[retrier, 1]]),
      noRandom,
    );

    expect(decision).toEqual({ kind: 'catch', catcher });
  });

  test('fails when nothing names the error', () => {
    expect(
      decideRecovery(
        { Retry: [aRetrier({ ErrorEquals: ['Other'] })], Catch: [aCatcher(['Another'])] },
        BUSY,
        new Map(),
        noRandom,
      ),
    ).toEqual({ kind: 'fail' });
  });
});
