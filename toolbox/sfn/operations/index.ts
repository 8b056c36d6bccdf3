import {
  describeExecution,
  describeStateMachineForExecution,
  listExecutions,
  stopExecution,
} from './executions.ts';
import { getExecutionHistory } from './get-execution-history.ts';
import type { Operation } from './operation.ts';
import { startExecution } from './start-execution.ts';
import { describeStateMachine, listStateMachines } from './state-machines.ts';

/** The operations of the Step Functions API that are served here. */
export const operations: Readonly<Record<string, Operation>> = {
  DescribeExecution: describeExecution,
  DescribeStateMachine: describeStateMachine,
  DescribeStateMachineForExecution: describeStateMachineForExecution,
  GetExecutionHistory: getExecutionHistory,
  ListExecutions: listExecutions,
  ListStateMachines: listStateMachines,
  StartExecution: startExecution,
  StopExecution: stopExecution,
};
