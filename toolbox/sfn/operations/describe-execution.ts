import { epochSeconds } from '../epoch-seconds.ts';
import { executionData, executionSummary } from '../execution-summary.ts';
import { findExecution } from '../lookup.ts';
import { redriveObstacle } from '../redrive.ts';
import { describeDefinition } from '../state-machine.ts';
import { EXECUTION_ARN } from './execution-rules.ts';
import { operation } from './operation.ts';
import { INCLUDED_DATA } from './state-machine-rules.ts';

interface DescribeExecutionInput {
  readonly executionArn: string;
  readonly includedData?: string;
}

const RULES = { executionArn: EXECUTION_ARN, includedData: INCLUDED_DATA };

/** @see "DescribeExecution" (Step Functions API Reference) */
export const describeExecution = operation<DescribeExecutionInput>({
  rules: RULES,
  resource: 'executionArn',
  answer(context, { executionArn, includedData }) {
    const execution = findExecution(context, executionArn);
    const { traceHeader, mapRun } = execution;
    const redrivable = mapRun === undefined ? 'REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN';
    const obstacle = redriveObstacle(execution, context.clock.now());
    return {
      ...executionSummary(execution),
      ...executionData(execution, includedData !== 'METADATA_ONLY'),
      redriveStatus: obstacle === undefined ? redrivable : 'NOT_REDRIVABLE',
      ...(obstacle === undefined ? {} : { redriveStatusReason: obstacle }),
      ...(traceHeader === undefined ? {} : { traceHeader }),
    };
  },
});

/**
 * Describes the revision that an execution runs, even when the state machine has another one by now.
 *
 * @see "DescribeStateMachineForExecution" (Step Functions API Reference)
 */
export const describeStateMachineForExecution = operation<DescribeExecutionInput>({
  rules: RULES,
  resource: 'executionArn',
  answer(context, { executionArn, includedData }) {
    const { stateMachine, mapRun } = findExecution(context, executionArn);
    return {
      ...describeDefinition(stateMachine, includedData !== 'METADATA_ONLY'),
      ...(mapRun === undefined
        ? {}
        : { label: stateMachine.name.split('/').at(-1) ?? '', mapRunArn: mapRun.mapRunArn }),
      updateDate: epochSeconds(stateMachine.updateDate),
    };
  },
});
