import { setImmediate } from 'node:timers/promises';
import type { JsonObject } from '../../../toolbox/shared/json.ts';
import { toHistoryEvent } from '../../../toolbox/states/history.ts';
import { runStateMachine } from '../../../toolbox/states/run.ts';
import { simulatedClock } from '../../simulated-clock.ts';
import { aRun, eventLines, FUNCTION_ARN, runToEnd, START_MS } from './a-run.ts';

const PASS: JsonObject = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const ENDLESS: JsonObject = { StartAt: 'P', States: { P: { Type: 'Pass', Next: 'P' } } };
const WAIT: JsonObject = {
  StartAt: 'W',
  States: { W: { Type: 'Wait', Seconds: 60, End: true } },
};
const TASK: JsonObject = {
  StartAt: 'T',
  States: { T: { Type: 'Task', Resource: FUNCTION_ARN, End: true } },
};

describe('runStateMachine', () => {
  test('gives an untouched input back with its text', async () => {
    const text = '{ "n": 1.0,\n "2": 9007199254740993, "1": "\\u00e9" }';

    const { outcome, events } = await runToEnd(PASS, { inputText: text });

    expect(outcome).toMatchObject({ status: 'SUCCEEDED', output: { text } });
    expect(events[0]).toMatchObject({
      executionStartedEventDetails: {
        input: text,
        inputDetails: { truncated: false },
        roleArn: 'arn:aws:iam::123456789012:role/MachineRole',
      },
    });
  });

  test('runs Pass states without a turn of the event loop', async () => {
    let isOver = false;

    void runStateMachine(aRun(PASS)).then(() => {
      isOver = true;
    });
    for (let microtasks = 0; microtasks < 5; microtasks += 1) await undefined;

    expect(isOver).toBe(true);
  });

  test('lets others have their turn during a loop of Pass states', async () => {
    const run = aRun(ENDLESS);

    const outcome = runStateMachine(run);
    await setImmediate();
    const eventsAfterOneTurn = run.history.records.length;
    await outcome;

    expect(eventsAfterOneTurn).toBeLessThan(1000);
  });

  test('fails at the limit of the history, whose last event is ExecutionFailed', async () => {
    const { outcome, events } = await runToEnd(ENDLESS, { eventLimit: 100 });

    expect(outcome).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (100).',
    });
    expect(events).toHaveLength(100);
    expect(events.at(-1)).toMatchObject({ type: 'ExecutionFailed', previousEventId: 99 });
  });

  test.each([
    ['a Wait state', WAIT],
    ['a Task state', TASK],
    ['a loop of Pass states', ENDLESS],
    [
      'a retry',
      {
        StartAt: 'T',
        States: {
          T: {
            Type: 'Task',
            Resource: FUNCTION_ARN,
            Parameters: { 'x.$': 'States.ArrayGetItem(States.Array(), 0)' },
            Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 60 }],
            End: true,
          },
        },
      },
    ],
    [
      'a Parallel state',
      {
        StartAt: 'Both',
        States: { Both: { Type: 'Parallel', Branches: [WAIT, TASK], End: true } },
      },
    ],
  ])('is stopped in %s with the error and cause of StopExecution', async (_where, definition) => {
    const stop = new AbortController();
    const run = aRun(definition, {
      signal: stop.signal,
      invokeTask: () => new Promise(() => {}),
    });

    const outcome = runStateMachine(run);
    await setImmediate();
    stop.abort({ error: 'Stopped', cause: 'by hand' });

    await expect(outcome).resolves.toEqual({
      status: 'ABORTED',
      error: 'Stopped',
      cause: 'by hand',
    });
    const last = run.history.records.map((record) => toHistoryEvent(record)).at(-1);
    expect(last).toMatchObject({
      type: 'ExecutionAborted',
      executionAbortedEventDetails: { error: 'Stopped', cause: 'by hand' },
    });
    expect(
      eventLines(run.history.records.map((record) => toHistoryEvent(record))).join(),
    ).not.toContain('StateAborted');
  });

  test('records nothing more when work begins after the execution was stopped', async () => {
    const stop = new AbortController();
    let begin = (): void => {};
    const run = aRun(TASK, {
      signal: stop.signal,
      invokeTask: ({ onStarted }) => {
        begin = onStarted;
        return new Promise(() => {});
      },
    });
    const outcome = runStateMachine(run);
    await setImmediate();
    stop.abort({});
    await outcome;

    begin();

    expect(run.history.records.at(-1)?.type).toBe('ExecutionAborted');
  });

  test('is stopped without error and cause when none are given', async () => {
    const stop = new AbortController();
    const outcome = runStateMachine(aRun(WAIT, { signal: stop.signal }));

    stop.abort({});

    await expect(outcome).resolves.toEqual({ status: 'ABORTED' });
  });

  test('aborts the work of a task when the TimeoutSeconds of the machine are over', async () => {
    let signal: AbortSignal | undefined;

    const { outcome, durationMs } = await runToEnd(
      { ...TASK, TimeoutSeconds: 7 },
      {
        invokeTask: (task) => {
          signal = task.signal;
          return new Promise(() => {});
        },
      },
    );

    expect(outcome).toEqual({ status: 'TIMED_OUT' });
    expect(durationMs).toBe(7000);
    expect(signal?.aborted).toBe(true);
  });

  test.each([
    [{ ...TASK, TimeoutSeconds: 7 }, 5],
    [{ ...TASK, TimeoutSeconds: 5 }, 7],
    [TASK, 5],
  ])('ends %j after 5 s when it may take %d s', async (definition, maxSeconds) => {
    const { outcome, durationMs } = await runToEnd(definition, {
      maxSeconds,
      invokeTask: () => new Promise(() => {}),
    });

    expect(outcome).toEqual({ status: 'TIMED_OUT' });
    expect(durationMs).toBe(5000);
  });

  test.each([
    ['a wait', WAIT, 6000],
    ['no time-out', { ...WAIT, TimeoutSeconds: 5 }, 5000],
  ])('waits as it is told, for %s', async (_what, definition, expectedMs) => {
    const clock = simulatedClock(START_MS);
    const wait: typeof clock.sleep = (delayMs, signal) => clock.sleep(delayMs / 10, signal);

    const { durationMs } = await runToEnd(definition, { clock, wait });

    expect(durationMs).toBe(expectedMs);
  });

  test('leaves no timer of the machine behind', async () => {
    const clock = simulatedClock(START_MS);

    await runToEnd({ ...PASS, TimeoutSeconds: 7 }, { clock });

    await expect(clock.runUntil(new Promise(() => {}))).rejects.toThrow('Nobody sleeps');
    expect(clock.now()).toBe(START_MS);
  });

  test('fails in a state that uses what cannot be run yet, and says what', async () => {
    const { outcome, events } = await runToEnd({
      StartAt: 'Work',
      States: {
        Work: {
          Type: 'Map',
          ItemReader: {
            Resource: 'arn:aws:states:::s3:getObject',
            ReaderConfig: { InputType: 'PARQUET' },
            Parameters: { Bucket: 'b', Key: 'k' },
          },
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'Item',
            States: { Item: { Type: 'Pass', End: true } },
          },
          End: true,
        },
      },
    });

    expect(outcome).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'Work' (entered at the event id #2). Local runtime: the InputType PARQUET of an ItemReader is not supported",
    });
    expect(events[1]).toMatchObject({ type: 'MapStateEntered' });
  });
});
