import { executionArnOf, parseStateMachineArn } from '../arns.ts';
import { epochSecondsText } from '../epoch-seconds.ts';
import type { Execution } from '../execution.ts';
import { executionInput, MAX_DATA_BYTES } from '../execution-input.ts';
import { checkExecutionName } from '../execution-name.ts';
import { findStateMachine } from '../lookup.ts';
import type { ParameterRules } from '../parameters.ts';
import { launchExecution } from '../run-execution.ts';
import { ServiceError } from '../service-error.ts';
import type { StatesContext } from '../states-context.ts';
import { operation } from './operation.ts';

const RULES: ParameterRules = {
  stateMachineArn: { type: 'string', required: true, length: [1, 256] },
  name: { type: 'string', length: [1, 80] },
  input: { type: 'string', length: [0, MAX_DATA_BYTES] },
  traceHeader: { type: 'string', length: [0, 256] },
};

interface StartExecutionInput {
  readonly stateMachineArn: string;
  readonly name?: string;
  readonly input?: string;
  readonly traceHeader?: string;
}

/**
 * Starts an execution, or answers for the one of the same name that is running with the same input. Local runtime: the
 * name is free again when the execution is forgotten (`--keep`), not after 90 days.
 *
 * @see "StartExecution" (Step Functions API Reference)
 */
export const startExecution = operation<StartExecutionInput>({
  rules: RULES,
  resource: 'stateMachineArn',
  answer: startNamedExecution,
});

function startNamedExecution(context: StatesContext, parameters: StartExecutionInput): string {
  const { stateMachineArn, testCase } = parseStateMachineArn(parameters.stateMachineArn);
  const { name = context.uuid(), traceHeader } = parameters;
  checkExecutionName(name);
  const machine = findStateMachine(context, stateMachineArn);
  const input = executionInput(parameters.input);
  const executionArn = executionArnOf(machine, name, context.uuid);

  const known = context.executions.get(executionArn);
  if (known !== undefined) return answer(sameExecution(known, input.text));
  return answer(
    launchExecution(context, { machine, name, executionArn, input, traceHeader }, testCase),
  );
}

/** @throws ServiceError ExecutionAlreadyExists unless it is running with the same input */
function sameExecution(known: Execution, inputText: string): Execution {
  if (known.outcome === undefined && known.input.text === inputText) return known;
  throw new ServiceError(
    'ExecutionAlreadyExists',
    `Execution Already Exists: '${known.executionArn}'`,
  );
}

function answer({ executionArn, startDate }: Execution): string {
  return `{"executionArn":${JSON.stringify(executionArn)},"startDate":${epochSecondsText(startDate)}}`;
}
