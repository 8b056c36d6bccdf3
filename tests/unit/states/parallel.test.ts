import type { JsonObject } from '../../../toolbox/shared/json.ts';
import { StatesError } from '../../../toolbox/states/states-error.ts';
import { eventLines, FUNCTION_ARN, runToEnd } from './a-run.ts';

function aBranch(name: string, state: JsonObject): JsonObject {
  return { StartAt: name, States: { [name]: { End: true, ...state } } };
}

function aParallel(branches: JsonObject[], fields: JsonObject = {}): JsonObject {
  return {
    StartAt: 'Both',
    States: { Both: { Type: 'Parallel', Branches: branches, End: true, ...fields } },
  };
}

const PASS = { Type: 'Pass' };
const WAIT = { Type: 'Wait', Seconds: 60 };
const TASK = { Type: 'Task', Resource: FUNCTION_ARN };
const FAIL = { StartAt: 'Fail', States: { Fail: { Type: 'Fail', Error: 'Broken' } } };

const broken = async (): Promise<never> => {
  throw new StatesError('Broken', 'why');
};

describe('a Parallel state', () => {
  test('links each branch to its start, and its exit to the branch that ended last', async () => {
    const { events } = await runToEnd(
      aParallel([aBranch('A', { Type: 'Wait', Seconds: 2 }), aBranch('B', PASS)]),
    );

    expect(eventLines(events)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 ParallelStateEntered',
      '3<2 ParallelStateStarted',
      '4<3 WaitStateEntered',
      '5<3 PassStateEntered',
      '6<5 PassStateExited',
      '7<4 WaitStateExited',
      '8<7 ParallelStateSucceeded',
      '9<7 ParallelStateExited',
      '10<9 ExecutionSucceeded',
    ]);
  });

  test('records the states that a failing branch stops, itself included, beside the lines', async () => {
    const { events, durationMs } = await runToEnd(
      aParallel([aBranch('A', WAIT), aBranch('B', TASK)]),
      { invokeTask: broken },
    );

    expect(eventLines(events).slice(3)).toEqual([
      '4<3 WaitStateEntered',
      '5<3 TaskStateEntered',
      '6<5 LambdaFunctionScheduled',
      '7<6 LambdaFunctionStarted',
      '8<7 LambdaFunctionFailed',
      '9<4 WaitStateAborted',
      '10<8 TaskStateAborted',
      '11<8 ParallelStateFailed',
      '12<11 ExecutionFailed',
    ]);
    expect(durationMs).toBe(0);
  });

  test('starts again behind the last event of the failed branch when it is retried', async () => {
    const { events } = await runToEnd(
      aParallel([FAIL], { Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }] }),
    );

    expect(eventLines(events).slice(2)).toEqual([
      '3<2 ParallelStateStarted',
      '4<3 FailStateEntered',
      '5<4 ParallelStateStarted',
      '6<5 FailStateEntered',
      '7<6 ParallelStateFailed',
      '8<7 ExecutionFailed',
    ]);
  });

  test('exits behind ParallelStateFailed when the failure is caught', async () => {
    const definition = aParallel([FAIL], {
      Catch: [{ ErrorEquals: ['Broken'], ResultPath: '$.error', Next: 'Done' }],
    });
    const states = definition['States'] as JsonObject;

    const { outcome, events } = await runToEnd(
      { ...definition, States: { ...states, Done: { Type: 'Succeed' } } },
      { inputText: '{"a":1}' },
    );

    expect(outcome).toMatchObject({
      output: { text: '{"a":1,"error":{"Error":"Broken","Cause":null}}' },
    });
    expect(eventLines(events).slice(4, 6)).toEqual([
      '5<4 ParallelStateFailed',
      '6<5 ParallelStateExited',
    ]);
  });

  test('records no ParallelStateFailed for a fault in its own fields', async () => {
    const { events } = await runToEnd(
      aParallel([aBranch('A', PASS)], { ResultSelector: { 'x.$': '$.missing' } }),
    );

    expect(eventLines(events).at(-1)).toBe('7<5 ExecutionFailed');
  });

  test('stops the branches of a nested Parallel state when a sibling fails', async () => {
    const inner = {
      StartAt: 'Inner',
      States: { Inner: { Type: 'Parallel', Branches: [aBranch('A', WAIT)], End: true } },
    };

    const { events, outcome } = await runToEnd(aParallel([inner, aBranch('B', TASK)]), {
      invokeTask: broken,
    });

    expect(outcome).toEqual({ status: 'FAILED', error: 'Broken', cause: 'why' });
    expect(eventLines(events)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('WaitStateAborted'),
        expect.stringContaining('ParallelStateAborted'),
        expect.stringContaining('TaskStateAborted'),
      ]),
    );
  });

  test('does not catch States.Runtime that comes out of a branch', async () => {
    const { outcome } = await runToEnd(
      aParallel([aBranch('A', { ...PASS, InputPath: '$.missing' })], {
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Both' }],
      }),
    );

    expect(outcome).toMatchObject({ error: 'States.Runtime' });
  });

  const COMPUTED = '{% [1, 1 + 1] %}';

  test.each([
    ['a task', { ...TASK, Arguments: COMPUTED }],
    [
      'a Parallel state',
      { Type: 'Parallel', Arguments: COMPUTED, Branches: [aBranch('In', TASK)] },
    ],
    ['a Map state', { Type: 'Map', Items: COMPUTED, ItemProcessor: aBranch('In', TASK) }],
  ])('ends when a branch fails while another one begins %s', async (_what, begun) => {
    // A longer sum is computed in more turns: one of them ends while the fields of the other state are.
    for (let length = 1; length < 20; length += 1) {
      const sum = Array.from({ length }, () => '1').join(' + ');
      const failing = aBranch('Failing', { Type: 'Wait', Timestamp: `{% ${sum} %}` });
      const definition = {
        QueryLanguage: 'JSONata',
        ...aParallel([aBranch('Begun', begun), failing]),
      };

      const { outcome } = await runToEnd(definition, {
        invokeTask: () => new Promise(() => {}),
      });

      expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    }
  });
});
