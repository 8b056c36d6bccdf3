import { executionArnOf, parseStateMachineArn } from '../arns.ts';
import { checkName } from '../check-name.ts';
import { epochSecondsText } from '../epoch-seconds.ts';
import type { Execution } from '../execution.ts';
import { executionInput, MAX_DATA_BYTES } from '../execution-input.ts';
import { findStartTarget } from '../lookup.ts';
import type { ParameterRules } from '../parameters.ts';
import { launchExecution } from '../run-execution.ts';
import { ServiceError } from '../service-error.ts';
import type { StatesContext } from '../states-context.ts';
import { operation } from './operation.ts';

export const START_RULES: ParameterRules = {
  stateMachineArn: { type: 'string', required: true, length: [1, 256] },
  name: { type: 'string', length: [1, 80] },
  input: { type: 'string', length: [0, MAX_DATA_BYTES], sensitive: true },
  traceHeader: { type: 'string', length: [0, 256] },
};

export interface StartExecutionInput {
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
  rules: START_RULES,
  resource: 'stateMachineArn',
  answer: startNamedExecution,
});

function startNamedExecution(context: StatesContext, parameters: StartExecutionInput): string {
  const { testCase } = parseStateMachineArn(parameters.stateMachineArn);
  const { name = context.uuid(), traceHeader } = parameters;
  checkName(name);
  const target = findStartTarget(context, parameters.stateMachineArn);
  const input = executionInput(parameters.input);
  const executionArn = executionArnOf(target.machine, name, context.uuid);

  const known = context.executions.get(executionArn);
  if (known !== undefined) return answer(sameExecution(known, input.text));
  return answer(
    launchExecution(context, { target, name, executionArn, input, traceHeader }, testCase),
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
