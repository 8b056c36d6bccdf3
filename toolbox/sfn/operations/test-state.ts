import { isJsonObject, type JsonArray, keysOf } from '../../shared/json.ts';
import { JsonDocument } from '../../shared/json-document.ts';
import { parseJson } from '../../shared/parse-json.ts';
import { testState as runTest } from '../../states/test-state.ts';
import { checkRoleArn } from '../arns.ts';
import { executionInput, MAX_DATA_BYTES } from '../execution-input.ts';
import type { ParameterRules } from '../parameters.ts';
import { ServiceError } from '../service-error.ts';
import { checkContext } from '../test-state/check-context.ts';
import { checkMock, type MockInput } from '../test-state/check-mock.ts';
import { inspectionData, outcomeAnswer } from '../test-state/test-report.ts';
import { testedRun } from '../test-state/tested-run.ts';
import { readTestedState } from '../test-state/tested-state.ts';
import { operation } from './operation.ts';
import { DEFINITION } from './state-machine-rules.ts';

const DATA = { type: 'string', length: [0, MAX_DATA_BYTES], sensitive: true } as const;
const STATE_NAME = { type: 'string', length: [1, 80], sensitive: true } as const;
const COUNT = { type: 'integer', range: [0, Number.POSITIVE_INFINITY] } as const;

const RULES: ParameterRules = {
  definition: { ...DEFINITION, required: true },
  roleArn: { type: 'string', length: [1, 256] },
  input: DATA,
  inspectionLevel: { type: 'string', values: ['INFO', 'DEBUG', 'TRACE'] },
  revealSecrets: { type: 'boolean' },
  variables: DATA,
  stateName: STATE_NAME,
  mock: {
    type: 'structure',
    members: {
      result: DATA,
      errorOutput: {
        type: 'structure',
        members: {
          error: { type: 'string', length: [0, 256], sensitive: true },
          cause: { type: 'string', length: [0, 32_768], sensitive: true },
        },
      },
      fieldValidationMode: { type: 'string', values: ['STRICT', 'PRESENT', 'NONE'] },
    },
  },
  context: DATA,
  stateConfiguration: {
    type: 'structure',
    members: {
      retrierRetryCount: COUNT,
      errorCausedByState: STATE_NAME,
      mapIterationFailureCount: COUNT,
      mapItemReaderData: DATA,
    },
  },
};

interface TestStateInput {
  readonly definition: string;
  readonly roleArn?: string;
  readonly input?: string;
  readonly inspectionLevel?: 'INFO' | 'DEBUG' | 'TRACE';
  readonly variables?: string;
  readonly stateName?: string;
  readonly mock?: MockInput;
  readonly context?: string;
  readonly stateConfiguration?: {
    readonly retrierRetryCount?: number;
    readonly mapIterationFailureCount?: number;
    readonly mapItemReaderData?: string;
  };
}

/**
 * Runs one state, of a state machine or alone.
 *
 * Local runtime: `revealSecrets` changes nothing, and TRACE shows no more than DEBUG.
 *
 * @see "TestState" (Step Functions API Reference)
 */
export const testState = operation<TestStateInput>({
  rules: RULES,
  async answer(context, parameters) {
    const { definition, stateName, roleArn, stateConfiguration = {} } = parameters;
    if (roleArn !== undefined) checkRoleArn(roleArn);
    const tested = readTestedState(definition, stateName);
    const { state } = tested;
    const { mapIterationFailureCount, mapItemReaderData } = stateConfiguration;
    const mock = checkMock(state, parameters.mock, mapIterationFailureCount);
    const input = executionInput(parameters.input);
    const report = await runTest({
      state,
      run: testedRun(context, state, input, roleArn),
      context:
        parameters.context === undefined ? undefined : checkContext(parameters.context, state),
      variables: readVariables(parameters.variables),
      retryCount: stateConfiguration.retrierRetryCount ?? 0,
      mock,
      mapIterationFailureCount,
      itemReaderItems: readItems(mapItemReaderData),
    });
    const { inspectionLevel = 'INFO' } = parameters;
    return {
      ...outcomeAnswer(report.outcome),
      ...(inspectionLevel === 'INFO'
        ? {}
        : { inspectionData: inspectionData(report, tested, input) }),
    };
  },
});

function readVariables(text = '{}'): ReadonlyMap<string, JsonDocument> {
  const value = parsed('variables', text);
  if (!isJsonObject(value)) throw invalid('variables', 'a JSON object');
  return new Map(keysOf(value).map((name) => [name, JsonDocument.fromValue(value[name] ?? null)]));
}

function readItems(text: string | undefined): JsonArray | undefined {
  if (text === undefined) return undefined;
  const value = parsed('mapItemReaderData', text);
  if (!Array.isArray(value)) throw invalid('mapItemReaderData', 'a JSON array');
  return value;
}

function parsed(parameter: string, text: string) {
  try {
    return parseJson(text);
  } catch (cause) {
    throw invalid(parameter, 'valid JSON', cause);
  }
}

function invalid(parameter: string, expected: string, cause?: unknown): ServiceError {
  return new ServiceError('ValidationException', `The ${parameter} must be ${expected}`, { cause });
}
