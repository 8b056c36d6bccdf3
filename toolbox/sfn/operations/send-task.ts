import { jacksonMessage } from '../../shared/jackson-message.ts';
import { JsonDocument } from '../../shared/json-document.ts';
import { parseJson } from '../../shared/parse-json.ts';
import { MAX_DATA_BYTES } from '../execution-input.ts';
import { ServiceError } from '../service-error.ts';
import type { StatesContext } from '../states-context.ts';
import { operation } from './operation.ts';

const TASK_TOKEN = { type: 'string', required: true, length: [1, 2048] } as const;

interface TaskInput {
  readonly taskToken: string;
}

/** Policies name the state machine, or the activity, that the task belongs to. */
function resourceOf({ taskTokens }: StatesContext, { taskToken }: TaskInput): string | undefined {
  return taskTokens.resourceOf(taskToken);
}

interface SendTaskSuccessInput extends TaskInput {
  readonly output: string;
}

/** @see "SendTaskSuccess" (Step Functions API Reference) */
export const sendTaskSuccess = operation<SendTaskSuccessInput>({
  rules: {
    taskToken: TASK_TOKEN,
    output: { type: 'string', required: true, length: [0, MAX_DATA_BYTES] },
  },
  resource: resourceOf,
  answer({ taskTokens }, { taskToken, output }) {
    taskTokens.succeed(taskToken, () => taskOutput(output));
    return {};
  },
});

/** @throws ServiceError InvalidOutput */
function taskOutput(text: string): JsonDocument {
  try {
    return JsonDocument.fromBoth(text, parseJson(text));
  } catch (cause) {
    throw invalidOutput(text, cause);
  }
}

function invalidOutput(text: string, cause: unknown): ServiceError {
  const reason = jacksonMessage(text);
  return new ServiceError('InvalidOutput', `Invalid Output: '${reason}'`, { cause });
}

interface SendTaskFailureInput extends TaskInput {
  readonly error?: string;
  readonly cause?: string;
}

/** @see "SendTaskFailure" (Step Functions API Reference) */
export const sendTaskFailure = operation<SendTaskFailureInput>({
  rules: {
    taskToken: TASK_TOKEN,
    error: { type: 'string', length: [0, 256] },
    cause: { type: 'string', length: [0, 32_768] },
  },
  resource: resourceOf,
  answer({ taskTokens }, { taskToken, error, cause }) {
    taskTokens.fail(taskToken, error, cause);
    return {};
  },
});

/** @see "SendTaskHeartbeat" (Step Functions API Reference) */
export const sendTaskHeartbeat = operation<TaskInput>({
  rules: { taskToken: TASK_TOKEN },
  resource: resourceOf,
  answer({ taskTokens }, { taskToken }) {
    taskTokens.heartbeat(taskToken);
    return {};
  },
});
