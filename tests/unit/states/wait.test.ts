import type { JsonValue } from '../../../toolbox/shared/json.ts';
import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import type { WaitState } from '../../../toolbox/states/definition.ts';
import type { Eventual } from '../../../toolbox/states/eventual.ts';
import { parseDefinition } from '../../../toolbox/states/parse-definition.ts';
import { waitDelayMs } from '../../../toolbox/states/wait.ts';
import { aVisit, START_MS } from './a-run.ts';

function delayOf(fields: Record<string, JsonValue>, inputText = '{}'): Eventual<number> {
  const { States } = parseDefinition({
    StartAt: 'Step',
    States: { Step: { Type: 'Wait', ...fields, End: true } },
  });
  const state = States.get('Step') as WaitState;
  return waitDelayMs(state, JsonDocument.fromText(inputText), aVisit(), START_MS);
}

describe('waitDelayMs', () => {
  test.each([
    [{ Seconds: 0 }, '{}', 0],
    [{ Seconds: 99_999_999 }, '{}', 99_999_999_000],
    [{ SecondsPath: '$.s' }, '{"s": 1}', 1000],
    [{ Timestamp: '2026-01-02T03:04:06.678000001Z' }, '{}', 1001],
    [{ TimestampPath: '$.t' }, '{"t": "2026-01-02T03:04:05.000Z"}', 0],
  ])('%j with %s is %j ms', (fields, input, delayMs) => {
    expect(delayOf(fields, input)).toBe(delayMs);
  });

  test.each([
    [
      { SecondsPath: '$.s' },
      '{}',
      'The SecondsPath parameter does not reference an input value: $.s',
    ],
    [
      { SecondsPath: '$.s' },
      '{"s": 1.0}',
      'The SecondsPath parameter cannot be parsed as a long value: $.s == 1.0',
    ],
    [
      { SecondsPath: '$.s' },
      '{"s": "5"}',
      'The SecondsPath parameter cannot be parsed as a long value: $.s == "5"',
    ],
    [
      { SecondsPath: '$.s' },
      '{"s": -5}',
      'The SecondsPath parameter references a negative value: $.s == -5',
    ],
    [{ SecondsPath: '$.s' }, '{"s": 2147483648}', 'Wait state delay is too long.'],
    [
      { TimestampPath: '$.t' },
      '{}',
      'The TimestampPath parameter does not reference an input value: $.t',
    ],
    [
      { TimestampPath: '$.t' },
      '{"t": "tomorrow"}',
      'The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.t == tomorrow',
    ],
    [{ TimestampPath: '$.t' }, '{"t": "2199-01-01T00:00:00Z"}', 'Wait state delay is too long.'],
  ])('%j with %s fails', (fields, input, reason) => {
    expect(() => delayOf(fields, input)).toThrow(
      expect.objectContaining({
        error: 'States.Runtime',
        cause: `An error occurred while executing the state 'Step' (entered at the event id #2). ${reason}`,
      }),
    );
  });
});
