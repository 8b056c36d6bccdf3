import { devNull } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import * as sdk from '@aws-sdk/client-sfn';
import { run } from '../shared/run.mjs';
import { EXECUTION_COMMANDS } from './step-functions-commands/executions.mjs';
import { STATE_MACHINE_COMMANDS } from './step-functions-commands/state-machines.mjs';
import { TASK_COMMANDS } from './step-functions-commands/tasks.mjs';

/**
 * Lines of arguments for `aws stepfunctions`, a query of the answer and what it gives; a line alone has no answer.
 * `<name>` as the answer is any text, which later lines have in place of `<name>`. A group needs no other group.
 */
const GROUPS = [STATE_MACHINE_COMMANDS, EXECUTION_COMMANDS, TASK_COMMANDS];

const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_CONFIG_FILE: devNull,
  AWS_SHARED_CREDENTIALS_FILE: devNull,
  // `sync-127.0.0.1` resolves inside functions only.
  AWS_DISABLE_HOST_PREFIX_INJECTION: 'true',
};

/**
 * Calls every operation of Step Functions with the AWS CLI.
 *
 * @param aws - path of the AWS CLI
 * @returns what to say of it
 * @throws Error when an operation is not called, when a command fails or when its answer is another one
 */
export async function checkStepFunctionsCommands(aws, stepFunctionsUrl) {
  const lines = GROUPS.flat().map(([line]) => line);
  const called = new Set(lines.map((line) => line.split(' ', 1)[0]));
  const missing = operationCommands().filter((command) => !called.has(command));
  if (missing.length > 0) throw new Error(`not called: ${missing.join(', ')}`);

  const environment = { ...ENVIRONMENT, AWS_ENDPOINT_URL_SFN: stepFunctionsUrl };
  const call = (args) => run(aws, ['stepfunctions', ...args], environment);
  await Promise.all(GROUPS.map((commands) => checkInOrder(call, commands)));
  return `${called.size} operations in ${lines.length} commands`;
}

async function checkInOrder(call, commands) {
  const kept = new Map();
  for (const [line, query, expected] of commands) {
    const filledIn = line.replace(/<\w+>/g, (name) => kept.get(name));
    const options = query === undefined ? [] : ['--query', query, '--output', 'json'];
    const output = await call([...filledIn.split(' '), ...options]).catch((error) => {
      throw new Error(`${line}: ${error.message}`, { cause: error });
    });
    const answer = output === '' ? undefined : JSON.parse(output);
    if (isPlaceholder(expected) && typeof answer === 'string') kept.set(expected, answer);
    else if (!isDeepStrictEqual(answer, expected)) throw new Error(`${line}: answered ${output}`);
  }
}

/** The commands of all operations, as the AWS CLI spells them. */
function operationCommands() {
  return Object.keys(sdk)
    .flatMap((name) => /^(\w+)Command$/.exec(name)?.[1] ?? [])
    .map((operation) => operation.replace(/\B[A-Z]/g, (letter) => `-${letter}`).toLowerCase());
}

function isPlaceholder(expected) {
  return /^<\w+>$/.test(expected);
}
