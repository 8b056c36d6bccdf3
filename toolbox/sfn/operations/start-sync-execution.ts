import type { JsonObject } from '../../shared/json.ts';
import { executionArnOf, parseStateMachineArn } from '../arns.ts';
import { checkName } from '../check-name.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import { type Execution, statusOf } from '../execution.ts';
import { executionInput } from '../execution-input.ts';
import { executionData } from '../execution-summary.ts';
import { findStartTarget } from '../lookup.ts';
import { launchExecution } from '../run-execution.ts';
import { typeNotSupported } from '../type-not-supported.ts';
import { operation } from './operation.ts';
import { START_RULES, type StartExecutionInput } from './start-execution.ts';
import { INCLUDED_DATA } from './state-machine-rules.ts';

interface StartSyncExecutionInput extends StartExecutionInput {
  readonly includedData?: string;
}

/**
 * Runs an Express execution to its end; a failed one is an answer, too.
 *
 * @see "StartSyncExecution" (Step Functions API Reference)
 */
export const startSyncExecution = operation<StartSyncExecutionInput>({
  rules: { ...START_RULES, includedData: INCLUDED_DATA },
  resource: 'stateMachineArn',
  async answer(context, parameters) {
    const { stateMachineArn, name = context.uuid(), traceHeader, includedData } = parameters;
    const { testCase } = parseStateMachineArn(stateMachineArn);
    checkName(name);
    const target = findStartTarget(context, stateMachineArn);
    if (target.machine.type !== 'EXPRESS') throw typeNotSupported();
    const input = executionInput(parameters.input);
    const executionArn = executionArnOf(target.machine, name, context.uuid);
    const launch = { target, name, executionArn, input, traceHeader };
    const execution = launchExecution(context, launch, testCase);
    await execution.ended;
    return answer(execution, includedData !== 'METADATA_ONLY');
  },
});

function answer(execution: Execution, included: boolean): JsonObject {
  const { executionArn, name, stateMachine, startDate, stopDate = startDate } = execution;
  const { traceHeader } = execution;
  return {
    billingDetails: {
      billedDurationInMilliseconds: roundedUp(stopDate - startDate, 100),
      billedMemoryUsedInMB: BILLED_MEMORY_MB,
    },
    executionArn,
    ...executionData(execution, included),
    name,
    startDate: epochSeconds(startDate),
    stateMachineArn: stateMachine.stateMachineArn,
    status: statusOf(execution),
    stopDate: epochSeconds(stopDate),
    ...(traceHeader === undefined ? {} : { traceHeader }),
  };
}

/** The smallest unit that memory is billed in. Local runtime: always this much. */
const BILLED_MEMORY_MB = 64;

function roundedUp(ms: number, unitMs: number): number {
  return Math.max(1, Math.ceil(ms / unitMs)) * unitMs;
}
