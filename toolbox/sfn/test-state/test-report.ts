import type { JsonObject } from '../../shared/json.ts';
import { JsonDocument } from '../../shared/json-document.ts';
import type { State } from '../../states/definition.ts';
import type { StateTestOutcome, StateTestReport } from '../../states/test-state.ts';
import type { TestedState } from './tested-state.ts';

/** What TestState answers of the outcome. */
export function outcomeAnswer(outcome: StateTestOutcome): JsonObject {
  return {
    ...('error' in outcome ? errorAndCause(outcome.error) : {}),
    ...('output' in outcome ? { output: outcome.output.text } : {}),
    ...('next' in outcome && outcome.next !== undefined ? { nextState: outcome.next } : {}),
    status: outcome.status,
  };
}

function errorAndCause({
  error,
  cause,
}: {
  readonly error: string | undefined;
  readonly cause: string | undefined;
}): JsonObject {
  return {
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}

const RESULT_FIELDS = ['afterResultSelector', 'afterResultPath'];
const PAYLOAD_FIELDS = ['afterInputPath', 'afterParameters', 'result', ...RESULT_FIELDS];

/** What is shown of each type of state. */
const SHOWN_FIELDS: Readonly<Record<State['Type'], readonly string[]>> = {
  Task: ['afterArguments', ...PAYLOAD_FIELDS],
  Pass: PAYLOAD_FIELDS,
  Wait: ['afterInputPath'],
  Choice: ['afterInputPath'],
  Succeed: ['afterInputPath'],
  Fail: ['afterInputPath'],
  Parallel: RESULT_FIELDS,
  Map: [
    'afterInputPath',
    'afterItemsPath',
    'afterItemSelector',
    'maxConcurrency',
    'toleratedFailureCount',
    'toleratedFailurePercentage',
    ...RESULT_FIELDS,
  ],
  Unsupported: [],
};

/** `inspectionData` of the levels DEBUG and TRACE. */
export function inspectionData(
  { outcome, inspected, variables }: StateTestReport,
  { state, queryLanguage }: TestedState,
  input: JsonDocument,
): JsonObject {
  const data: JsonObject = { input: input.text };
  // A Fail state takes its whole input.
  if (state.Type === 'Fail' && queryLanguage === 'JSONPath') data['afterInputPath'] = input.text;
  for (const field of SHOWN_FIELDS[state.Type]) {
    const value = inspected.get(field);
    if (value !== undefined) data[field] = value instanceof JsonDocument ? value.text : value;
  }
  const errorDetails = errorDetailsOf(outcome);
  if (errorDetails !== undefined) data['errorDetails'] = errorDetails;
  if (variables.size > 0) {
    const members = [...variables].map(([name, { value }]) => [name, value] as const);
    data['variables'] = JsonDocument.fromValue(Object.fromEntries(members)).text;
  }
  return data;
}

function errorDetailsOf(outcome: StateTestOutcome): JsonObject | undefined {
  switch (outcome.status) {
    case 'RETRIABLE':
      return {
        retryBackoffIntervalSeconds: outcome.backoffSeconds,
        retryIndex: outcome.retryIndex,
      };
    case 'CAUGHT_ERROR':
      return { catchIndex: outcome.catchIndex };
    default:
      return undefined;
  }
}
