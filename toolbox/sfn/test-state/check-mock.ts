import { isJsonObject } from '../../shared/json.ts';
import { JsonDocument } from '../../shared/json-document.ts';
import { parseJson } from '../../shared/parse-json.ts';
import type { State } from '../../states/definition.ts';
import { StatesError } from '../../states/states-error.ts';
import type { StateMock } from '../../states/test-state-attempt.ts';
import { ServiceError } from '../service-error.ts';
import { checkMockedResult, type FieldValidationMode } from './mocked-result.ts';

/** `mock` as the API has it. */
export interface MockInput {
  readonly result?: string;
  readonly errorOutput?: { readonly error?: string; readonly cause?: string };
  readonly fieldValidationMode?: FieldValidationMode;
}

/** The types that have work which a mock can stand for. */
const MOCKED_TYPES: ReadonlySet<string> = new Set(['Task', 'Map', 'Parallel']);

/**
 * The mock of a test; undefined when the state runs without one.
 *
 * @param failureCount - `mapIterationFailureCount`
 * @throws ServiceError ValidationException, InvalidDefinition
 */
export function checkMock(
  state: State,
  mock: MockInput | undefined,
  failureCount: number | undefined,
): StateMock | undefined {
  if (mock === undefined) {
    checkRunsWithoutMock(state, failureCount);
    return undefined;
  }
  if (!MOCKED_TYPES.has(state.Type)) {
    throw invalid(`State type '${state.Type}' is not supported when a mock is specified`);
  }
  const { result, errorOutput, fieldValidationMode = 'STRICT' } = mock;
  if (result !== undefined && errorOutput !== undefined) {
    throw invalid(
      'A test mock should have only one of the following fields: [result, errorOutput].',
    );
  }
  if (result === undefined) {
    return { error: new StatesError(errorOutput?.error, errorOutput?.cause) };
  }
  const document = parseResult(result);
  checkShape(state, document, failureCount);
  if (state.Type === 'Task') {
    checkMockedResult(state.Resource, document.value, fieldValidationMode);
  }
  return { result: document };
}

function checkRunsWithoutMock({ Type }: State, failureCount: number | undefined): void {
  if (failureCount !== undefined) {
    throw invalid(
      'TestState does not support MapIterationFailureCount when a mock is not specified.',
    );
  }
  if (Type !== 'Map' && Type !== 'Parallel') return;
  throw new ServiceError(
    'InvalidDefinition',
    'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
  );
}

function parseResult(text: string): JsonDocument {
  try {
    return JsonDocument.fromBoth(text, parseJson(text));
  } catch (cause) {
    throw invalid('Mocked result must be valid JSON.', cause);
  }
}

/** What the work of the state type gives: one output for each item or branch. */
function checkShape(state: State, { value }: JsonDocument, failureCount = 0): void {
  if (state.Type === 'Task') return;
  if (state.Type === 'Map' && state.distributed?.ResultWriter?.Resource !== undefined) {
    if (!isJsonObject(value)) throw invalid('Mocked result must be an object.');
    return;
  }
  if (!Array.isArray(value)) throw invalid('Mocked result must be an array.');
  if (state.Type === 'Parallel' && value.length !== state.Branches.length) {
    throw invalid('Mocked result must have one item for each branch.');
  }
  if (failureCount > value.length) {
    throw invalid(
      'Map iteration failure count must be less than or equal to the number of Map iterations',
    );
  }
}

function invalid(message: string, cause?: unknown): ServiceError {
  return new ServiceError('ValidationException', message, { cause });
}
