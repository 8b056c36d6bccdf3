import { NO_LONGER_NEEDED } from '../../shared/clock.ts';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  propertyOf,
  stringifyJson,
} from '../../shared/json.ts';
import { JsonDocument } from '../../shared/json-document.ts';
import { parseJson } from '../../shared/parse-json.ts';
import type { TaskRequest } from '../../states/execution.ts';
import { StatesError } from '../../states/states-error.ts';
import { type Integration, type IntegrationPorts, missingField } from './integration.ts';
import { lowerCamelCase, upperCamelCase, withMemberNames } from './member-names.ts';
import { sdkMetadata } from './sdk-metadata.ts';
import { callStates, exceptionClass, type StatesServiceError } from './states-call.ts';
import { untilToken } from './wait-for-task-token.ts';

/**
 * A Task whose Resource is `arn:aws:states:::states:startExecution`.
 *
 * @see "Start a new AWS Step Functions execution from a running one" (Step Functions Developer Guide)
 */
export const startExecution: Integration = {
  parameterErrors: ({ value }) =>
    isJsonObject(value) && propertyOf(value, 'StateMachineArn') !== undefined
      ? []
      : [missingField('StateMachineArn')],
  invoke: (ports, task) => {
    task.onStarted();
    return start(ports, task);
  },
};

/** `.sync`: waits for the end of the execution, whose input and output stay texts. */
export const startExecutionSync = runJob((text) => text);

/** `.sync:2`: as `.sync`, with input and output as JSON. */
export const startExecutionSync2 = runJob(parseJson);

function runJob(dataOf: (text: string) => JsonValue): Integration {
  return {
    parameterErrors: startExecution.parameterErrors,
    invoke: (ports, task) =>
      untilToken(
        ports,
        task,
        () => startExecution.invoke(ports, task),
        async ({ value }) => {
          const { ExecutionArn } = value as { ExecutionArn: string };
          return jobResult(await untilEnded(ports, ExecutionArn, task.signal), dataOf);
        },
      ),
  };
}

async function start(ports: IntegrationPorts, { payload }: TaskRequest): Promise<JsonDocument> {
  const parameters = payload.value as JsonObject;
  const result = await callStates(ports, 'StartExecution', requestOf(parameters));
  const requestId = ports.uuid();
  if ('error' in result) throw serviceFailure(result.error, requestId);
  const { executionArn, startDate } = result.answer;
  return JsonDocument.fromValue({
    ExecutionArn: executionArn as string,
    ...sdkMetadata(
      {
        connection: 'keep-alive',
        'Content-Length': String(result.contentLength),
        'Content-Type': 'application/x-amz-json-1.0',
        Date: new Date(ports.clock.now()).toUTCString(),
        'x-amzn-RequestId': requestId,
      },
      200,
      requestId,
    ),
    StartDate: epochMs(startDate),
  });
}

/** The parameters that the operation knows; null counts as not given. */
function requestOf(parameters: JsonObject): JsonObject {
  const request: JsonObject = {};
  for (const name of ['StateMachineArn', 'Name', 'TraceHeader', 'Input']) {
    const value = propertyOf(parameters, name) ?? null;
    if (value === null) continue;
    request[lowerCamelCase(name)] =
      name === 'Input' && typeof value !== 'string' ? stringifyJson(value) : value;
  }
  return request;
}

function serviceFailure(error: StatesServiceError, requestId: string): StatesError {
  const { code, message, statusCode } = error;
  return new StatesError(
    `StepFunctions.${exceptionClass(error, 'AWSStepFunctionsException')}`,
    `${message} (Service: AWSStepFunctions; Status Code: ${statusCode}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null)`,
  );
}

/**
 * Waits for the end; the execution is stopped with the task. Local runtime: it goes on when the
 * token has ended the task (assumed).
 */
async function untilEnded(
  ports: IntegrationPorts,
  executionArn: string,
  signal: AbortSignal,
): Promise<JsonObject> {
  const stop = (): void => {
    if (signal.reason === NO_LONGER_NEEDED) return;
    void callStates(ports, 'StopExecution', { executionArn });
  };
  signal.addEventListener('abort', stop, { once: true });
  await ports.executionEnded(executionArn);
  signal.removeEventListener('abort', stop);
  return describe(ports, executionArn);
}

async function describe(ports: IntegrationPorts, executionArn: string): Promise<JsonObject> {
  const result = await callStates(ports, 'DescribeExecution', { executionArn });
  if ('error' in result) throw serviceFailure(result.error, ports.uuid());
  return result.answer;
}

/** The members of DescribeExecution that the task's result has, in their order. */
const RESULT_MEMBERS = [
  'cause',
  'error',
  'executionArn',
  'input',
  'inputDetails',
  'name',
  'output',
  'outputDetails',
  'startDate',
  'stateMachineArn',
  'status',
  'stopDate',
];

/** @throws StatesError States.TaskFailed when the execution did not succeed */
function jobResult(description: JsonObject, dataOf: (text: string) => JsonValue): JsonDocument {
  const result: JsonObject = {};
  for (const name of RESULT_MEMBERS) {
    const value = propertyOf(description, name);
    if (value !== undefined) result[upperCamelCase(name)] = resultMember(name, value, dataOf);
  }
  if (description['status'] === 'SUCCEEDED') return JsonDocument.fromValue(result);
  throw new StatesError('States.TaskFailed', stringifyJson(result));
}

function resultMember(
  name: string,
  value: JsonValue,
  dataOf: (text: string) => JsonValue,
): JsonValue {
  if (name === 'input' || name === 'output') return dataOf(value as string);
  if (name.endsWith('Date')) return epochMs(value);
  return withMemberNames(value, upperCamelCase);
}

/** Local runtime: this form of a date is assumed. The API gives seconds with a fraction. */
function epochMs(epochSeconds: JsonValue | undefined): number {
  return Math.round(Number(epochSeconds) * 1000);
}
