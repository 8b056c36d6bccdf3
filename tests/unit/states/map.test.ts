import type { JsonObject, JsonValue } from '../../../toolbox/shared/json.ts';
import { StatesError } from '../../../toolbox/states/states-error.ts';
import { eventLines, FUNCTION_ARN, runToEnd } from './a-run.ts';

const PASS = { Type: 'Pass', End: true };
const TASK = { Type: 'Task', Resource: FUNCTION_ARN, End: true };

function aMap(state: JsonObject, fields: JsonObject = {}): JsonObject {
  const ItemProcessor = { StartAt: 'Each', States: { Each: state } };
  return {
    StartAt: 'Map',
    States: { Map: { Type: 'Map', ItemProcessor, End: true, ...fields } },
  };
}

function detailsOf(events: readonly JsonObject[], type: string): JsonValue[] {
  const key = `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
  return events.filter((event) => event['type'] === type).map((event) => event[key] ?? null);
}

describe('a Map state', () => {
  test('runs one iteration behind the other with MaxConcurrency 1', async () => {
    const { events } = await runToEnd(aMap(PASS, { MaxConcurrency: 1 }), {
      inputText: '["a","b"]',
    });

    expect(eventLines(events)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 MapStateEntered',
      '3<2 MapStateStarted',
      '4<3 MapIterationStarted',
      '5<4 PassStateEntered',
      '6<5 PassStateExited',
      '7<6 MapIterationSucceeded',
      '8<6 MapIterationStarted',
      '9<8 PassStateEntered',
      '10<9 PassStateExited',
      '11<10 MapIterationSucceeded',
      '12<11 MapStateSucceeded',
      '13<11 MapStateExited',
      '14<13 ExecutionSucceeded',
    ]);
    expect(detailsOf(events, 'MapStateStarted')).toEqual([{ length: 2 }]);
    expect(detailsOf(events, 'MapIterationStarted')).toEqual([
      { name: 'Map', index: 0 },
      { name: 'Map', index: 1 },
    ]);
  });

  test('succeeds at once without items', async () => {
    const { events, outcome } = await runToEnd(aMap(PASS), { inputText: '[]' });

    expect(outcome).toMatchObject({ status: 'SUCCEEDED', output: { text: '[]' } });
    expect(eventLines(events).slice(2)).toEqual([
      '3<2 MapStateStarted',
      '4<3 MapStateSucceeded',
      '5<3 MapStateExited',
      '6<5 ExecutionSucceeded',
    ]);
  });

  test.each([
    { MaxConcurrency: 0, durationMs: 10_000 },
    { MaxConcurrency: 2, durationMs: 20_000 },
    { MaxConcurrency: 3, durationMs: 20_000 },
    { MaxConcurrency: 1, durationMs: 40_000 },
  ])(
    'takes $durationMs ms for four items of 10 s with MaxConcurrency $MaxConcurrency',
    async ({ MaxConcurrency, durationMs }) => {
      const wait = { Type: 'Wait', Seconds: 10, End: true };

      const run = await runToEnd(aMap(wait, { MaxConcurrency }), { inputText: '[1,2,3,4]' });

      expect(run.durationMs).toBe(durationMs);
      expect(run.outcome).toMatchObject({ output: { text: '[1,2,3,4]' } });
    },
  );

  test('runs at most 40 iterations at the same time', async () => {
    const wait = { Type: 'Wait', Seconds: 10, End: true };
    const items = Array.from({ length: 41 }, (_, index) => index);

    const { durationMs } = await runToEnd(aMap(wait), { inputText: JSON.stringify(items) });

    expect(durationMs).toBe(20_000);
  });

  test('stops the other iterations when one fails', async () => {
    const { events, durationMs } = await runToEnd(
      aMap(
        { Type: 'Wait', SecondsPath: '$.seconds', Next: 'Work' },
        {
          ItemProcessor: {
            StartAt: 'Wait',
            States: {
              Wait: { Type: 'Wait', SecondsPath: '$.seconds', Next: 'Work' },
              Work: TASK,
            },
          },
        },
      ),
      {
        inputText: '[{"seconds":60},{"seconds":1}]',
        invokeTask: async () => {
          throw new StatesError('Broken', 'why');
        },
      },
    );

    expect(eventLines(events).slice(2)).toEqual([
      '3<2 MapStateStarted',
      '4<3 MapIterationStarted',
      '5<4 WaitStateEntered',
      '6<3 MapIterationStarted',
      '7<6 WaitStateEntered',
      '8<7 WaitStateExited',
      '9<8 TaskStateEntered',
      '10<9 LambdaFunctionScheduled',
      '11<10 LambdaFunctionStarted',
      '12<11 LambdaFunctionFailed',
      '13<12 MapIterationFailed',
      '14<5 WaitStateAborted',
      '15<5 MapIterationAborted',
      '16<12 MapStateFailed',
      '17<16 ExecutionFailed',
    ]);
    expect(detailsOf(events, 'MapIterationFailed')).toEqual([{ name: 'Map', index: 1 }]);
    expect(detailsOf(events, 'MapIterationAborted')).toEqual([{ name: 'Map', index: 0 }]);
    expect(durationMs).toBe(1000);
  });

  test('starts again behind the last event of the failed iteration when it is retried', async () => {
    const { events } = await runToEnd(
      aMap(
        { Type: 'Fail', Error: 'Broken' },
        { Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }] },
      ),
      { inputText: '[1]' },
    );

    expect(eventLines(events).slice(2)).toEqual([
      '3<2 MapStateStarted',
      '4<3 MapIterationStarted',
      '5<4 FailStateEntered',
      '6<5 MapIterationFailed',
      '7<5 MapStateStarted',
      '8<7 MapIterationStarted',
      '9<8 FailStateEntered',
      '10<9 MapIterationFailed',
      '11<9 MapStateFailed',
      '12<11 ExecutionFailed',
    ]);
  });

  test('ends with the execution when it is stopped', async () => {
    const controller = new AbortController();

    const { events, outcome } = await runToEnd(aMap(TASK), {
      inputText: '[1]',
      signal: controller.signal,
      invokeTask: async () => {
        controller.abort({ error: 'Stopped' });
        return new Promise(() => {});
      },
    });

    expect(outcome).toEqual({ status: 'ABORTED', error: 'Stopped' });
    expect(events.at(-1)).toMatchObject({ type: 'ExecutionAborted' });
    expect(detailsOf(events, 'MapIterationFailed')).toEqual([]);
  });

  test.each([
    { fields: {}, found: '$' },
    { fields: { ItemsPath: '$.list' }, found: '$.list' },
    { fields: { ItemsPath: '$$.Execution.Input' }, found: '$.Execution.Input' },
  ])('fails before it starts when $found is no array', async ({ fields, found }) => {
    const { events, outcome } = await runToEnd(aMap(PASS, fields), { inputText: '{"list":"x"}' });

    expect(outcome).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: `An error occurred while executing the state 'Map' (entered at the event id #2). Reference path "${found}" must point to array.`,
    });
    expect(eventLines(events).slice(2)).toEqual(['3<2 ExecutionFailed']);
  });

  test.each([
    {
      value: '"many"',
      reason:
        'The MaxConcurrencyPath field refers to value "many" which is not a valid integer: $.max',
    },
    {
      value: '{}',
      reason:
        'The MaxConcurrencyPath field refers to value "{}" which is not a valid integer: $.max',
    },
    {
      value: '1.5',
      reason:
        'The MaxConcurrencyPath field refers to value "1.5" which is not a valid integer: $.max',
    },
    { value: '-1', reason: "Expected non-negative integer for MaxConcurrency, got '-1' instead." },
  ])(
    'fails before it starts when MaxConcurrencyPath refers to $value',
    async ({ value, reason }) => {
      const { events, outcome } = await runToEnd(
        aMap(PASS, { ItemsPath: '$.items', MaxConcurrencyPath: '$.max' }),
        { inputText: `{"items":[1],"max":${value}}` },
      );

      expect(outcome).toMatchObject({
        error: 'States.Runtime',
        cause: expect.stringContaining(reason),
      });
      expect(eventLines(events).slice(2)).toEqual(['3<2 ExecutionFailed']);
    },
  );

  test.each([
    {
      field: 'MaxConcurrency',
      value: "{% 'many' %}",
      reason: `returned an unexpected result type. Expected 'number', but was 'string' for value: "many"`,
    },
    {
      field: 'MaxConcurrency',
      value: '{% -1 %}',
      reason: "Expected non-negative integer for MaxConcurrency, got '-1' instead.",
    },
    {
      field: 'ToleratedFailurePercentage',
      value: '{% 101 %}',
      reason: 'ToleratedFailurePercentage must be between 0 and 100.',
    },
  ])(
    'fails with the evaluation when $field is $value in JSONata',
    async ({ field, value, reason }) => {
      const { events, outcome } = await runToEnd(
        { ...aMap(PASS, { [field]: value }), QueryLanguage: 'JSONata' },
        { inputText: '[1]' },
      );

      expect(outcome).toMatchObject({
        error: 'States.QueryEvaluationError',
        cause: expect.stringContaining(reason),
      });
      expect(detailsOf(events, 'EvaluationFailed')).toMatchObject([
        { location: field, state: 'Map' },
      ]);
      expect(events.map(({ type }) => type).slice(-2)).toEqual([
        'MapStateFailed',
        'ExecutionFailed',
      ]);
    },
  );

  test('names its own input when that is no array in JSONata', async () => {
    const { events, outcome } = await runToEnd(
      { ...aMap(PASS), QueryLanguage: 'JSONata' },
      { inputText: '{ "list": [] }' },
    );

    expect(outcome).toMatchObject({
      cause:
        'An error occurred while executing the state \'Map\' (entered at the event id #2). Map state input must be an array but was: {"list":[]}',
    });
    expect(detailsOf(events, 'EvaluationFailed')).toEqual([
      expect.not.objectContaining({ location: expect.anything() }),
    ]);
  });

  test('shows each state inside the item of the nearest Map state', async () => {
    const { outcome } = await runToEnd(
      aMap({
        Type: 'Map',
        ItemsPath: '$.inner',
        ItemProcessor: {
          StartAt: 'Item',
          States: { Item: { Type: 'Pass', Parameters: { 'item.$': '$$.Map.Item' }, End: true } },
        },
        End: true,
      }),
      { inputText: '[{"inner":["a"]},{"inner":["b"]}]' },
    );

    expect(outcome).toMatchObject({
      output: {
        value: [[{ item: { Index: 0, Value: 'a' } }], [{ item: { Index: 0, Value: 'b' } }]],
      },
    });
  });

  test('gets no further than the event limit', async () => {
    const { outcome, events } = await runToEnd(aMap(PASS), {
      inputText: '[1,2,3]',
      eventLimit: 10,
    });

    expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(events).toHaveLength(10);
  });
});
