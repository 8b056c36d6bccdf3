import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import {
  createExecutionHistory,
  type HistoryRecord,
  recordEvent,
  recordFinalEvent,
  toHistoryEvent,
} from '../../../toolbox/states/history.ts';
import { simulatedClock } from '../../simulated-clock.ts';
import { START_MS } from './a-run.ts';

const RECORD: HistoryRecord = {
  id: 2,
  previousEventId: 0,
  type: 'TaskStateEntered',
  timestampMs: START_MS,
  details: { name: 'Step', input: JsonDocument.fromText('{ "a": 1.0 }') },
};

describe('toHistoryEvent', () => {
  test('gives the text of documents as it is, and the time in seconds', () => {
    expect(toHistoryEvent(RECORD)).toEqual({
      timestamp: START_MS / 1000,
      type: 'TaskStateEntered',
      id: 2,
      previousEventId: 0,
      stateEnteredEventDetails: {
        name: 'Step',
        input: '{ "a": 1.0 }',
        inputDetails: { truncated: false },
      },
    });
  });

  test('leaves inputs and outputs out without execution data', () => {
    expect(toHistoryEvent(RECORD, false)['stateEnteredEventDetails']).toEqual({ name: 'Step' });
  });

  test('gives variables as JSON text, unless execution data is left out', () => {
    const assignedVariables = new Map([['x', JsonDocument.fromText('"a"')]]);
    const record: HistoryRecord = {
      ...RECORD,
      type: 'PassStateExited',
      details: { name: 'Step', assignedVariables },
    };

    expect(toHistoryEvent(record)['stateExitedEventDetails']).toEqual({
      name: 'Step',
      assignedVariables: { x: '"a"' },
      assignedVariablesDetails: { truncated: false },
    });
    expect(toHistoryEvent(record, false)['stateExitedEventDetails']).toEqual({ name: 'Step' });
  });

  test.each([
    ['PassStateExited', 'stateExitedEventDetails'],
    ['ExecutionStarted', 'executionStartedEventDetails'],
    ['LambdaFunctionScheduled', 'lambdaFunctionScheduledEventDetails'],
    ['TaskSucceeded', 'taskSucceededEventDetails'],
  ] as const)('puts the details of %s under %s', (type, key) => {
    expect(toHistoryEvent({ ...RECORD, type })).toHaveProperty(key);
  });

  test('gives a variable of any name', () => {
    const assignedVariables = new Map([['__proto__', JsonDocument.fromText('1')]]);
    const record = {
      id: 1,
      previousEventId: 0,
      type: 'PassStateExited',
      timestampMs: 0,
      details: { assignedVariables },
    } as const;

    expect(JSON.stringify(toHistoryEvent(record))).toContain(
      '"assignedVariables":{"__proto__":"1"}',
    );
  });

  test('has no details key for an event without details', () => {
    const event = toHistoryEvent({ ...RECORD, type: 'LambdaFunctionStarted', details: undefined });

    expect(Object.keys(event)).toEqual(['timestamp', 'type', 'id', 'previousEventId']);
  });

  test('leaves an error and a cause out that are not there', () => {
    const details = { error: undefined, cause: undefined };

    expect(toHistoryEvent({ ...RECORD, type: 'ExecutionFailed', details })).toMatchObject({
      executionFailedEventDetails: {},
    });
  });

  test('gives parameters as text without details of their own', () => {
    const details = { parameters: JsonDocument.fromText('{}'), resource: 'invoke' };

    expect(toHistoryEvent({ ...RECORD, type: 'TaskScheduled', details })).toMatchObject({
      taskScheduledEventDetails: { parameters: '{}', resource: 'invoke' },
    });
  });
});

describe('recordEvent', () => {
  test('counts ids from 1 and tells who listens', () => {
    const records: HistoryRecord[] = [];
    const history = createExecutionHistory(simulatedClock(START_MS), {
      onRecord: (record) => records.push(record),
    });

    const first = recordEvent(history, 'ExecutionStarted', 0);
    const second = recordEvent(history, 'PassStateEntered', 0, { name: 'Step' });

    expect([first, second]).toEqual([1, 2]);
    expect(records).toEqual(history.records);
  });

  test('leaves the last place to the event that ends the execution', () => {
    const history = createExecutionHistory(simulatedClock(START_MS), { eventLimit: 2 });
    recordEvent(history, 'ExecutionStarted', 0);

    expect(() => recordEvent(history, 'PassStateEntered', 0)).toThrow(
      expect.objectContaining({ error: 'States.Runtime' }),
    );
    expect(recordFinalEvent(history, 'ExecutionFailed', 1)).toBe(2);
  });
});
