import type { JsonObject } from '../shared/json.ts';
import { epochSeconds } from './epoch-seconds.ts';
import { type Execution, statusOf } from './execution.ts';

/** What DescribeExecution and ListExecutions have in common. */
export function executionSummary(execution: Execution): JsonObject {
  const { executionArn, name, stateMachine, startDate, stopDate } = execution;
  const { stateMachineVersionArn, stateMachineAliasArn, redriveCount, redriveDate } = execution;
  const { mapRun } = execution;
  return {
    executionArn,
    ...(mapRun === undefined ? {} : { mapRunArn: mapRun.mapRunArn }),
    name,
    redriveCount,
    ...(redriveDate === undefined ? {} : { redriveDate: epochSeconds(redriveDate) }),
    startDate: epochSeconds(startDate),
    ...(stateMachineAliasArn === undefined ? {} : { stateMachineAliasArn }),
    stateMachineArn: stateMachine.stateMachineArn,
    ...(stateMachineVersionArn === undefined ? {} : { stateMachineVersionArn }),
    status: statusOf(execution),
    ...(stopDate === undefined ? {} : { stopDate: epochSeconds(stopDate) }),
  };
}

/** Input and result; a METADATA_ONLY answer tells that they are left out. */
export function executionData({ input, outcome }: Execution, included: boolean): JsonObject {
  return {
    ...(included ? { input: input.text } : {}),
    inputDetails: { included },
    ...(outcome?.status === 'SUCCEEDED' && included ? { output: outcome.output.text } : {}),
    ...(outcome?.status === 'SUCCEEDED' ? { outputDetails: { included } } : {}),
    ...(included ? errorAndCause(outcome) : {}),
  };
}

function errorAndCause(outcome: Execution['outcome']): JsonObject {
  if (outcome === undefined || outcome.status === 'SUCCEEDED') return {};
  const { error, cause } = outcome;
  return {
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}
