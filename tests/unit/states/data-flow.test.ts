import type { JsonObject } from '../../../toolbox/shared/json.ts';
import { runToEnd } from './a-run.ts';

const HALF = `${'x'.repeat(131_070)}`;

describe('leaveState', () => {
  test.each<[string, JsonObject]>([
    ['JSONPath', { Parameters: { 'twice.$': "States.Format('{}{}', $, $)" } }],
    ['JSONata', { QueryLanguage: 'JSONata', Output: '{% $states.input & $states.input %}' }],
  ])('refuses an output of more than 256 KiB in a %s state', async (_language, fields) => {
    const definition = {
      StartAt: 'Grow',
      States: { Grow: { Type: 'Pass', ...fields, End: true } },
    };

    const outcomes = await Promise.all(
      [HALF.slice(10), HALF + HALF.slice(0, 3)].map(async (text) => {
        const { outcome } = await runToEnd(definition, { inputText: JSON.stringify(text) });
        return outcome;
      }),
    );

    expect(outcomes).toMatchObject([
      { status: 'SUCCEEDED' },
      {
        error: 'States.DataLimitExceeded',
        cause:
          "The state/task 'Grow' returned a result with a size exceeding the maximum number of bytes service limit.",
      },
    ]);
  });

  test('leaves a state no more when a sibling stopped its branch during an evaluation', async () => {
    const step = { Type: 'Pass', Output: '{% $sum([1, 2]) %}' };
    const { events } = await runToEnd({
      QueryLanguage: 'JSONata',
      StartAt: 'Fork',
      States: {
        Fork: {
          Type: 'Parallel',
          Branches: [
            {
              StartAt: 'A1',
              States: { A1: { ...step, Next: 'A2' }, A2: { ...step, End: true } },
            },
            { StartAt: 'B', States: { B: { Type: 'Fail' } } },
          ],
          End: true,
        },
      },
    });

    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'ParallelStateEntered',
      'ParallelStateStarted',
      'PassStateEntered',
      'FailStateEntered',
      'ParallelStateFailed',
      'ExecutionFailed',
    ]);
  });
});
