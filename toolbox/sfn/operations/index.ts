import { type JsonObject, stringifyJson } from '../../shared/json.ts';
import type { StatesContext } from '../states-context.ts';
import {
  describeExecution,
  describeStateMachineForExecution,
  listExecutions,
  stopExecution,
} from './executions.ts';
import { getExecutionHistory } from './get-execution-history.ts';
import { startExecution } from './start-execution.ts';
import { describeStateMachine, listStateMachines } from './state-machines.ts';

/** Takes the JSON text of the parameters and gives that of the answer; throws ServiceError. */
type Operation = (context: StatesContext, body: string) => string;

const asText =
  (operation: (context: StatesContext, body: string) => JsonObject): Operation =>
  (context, body) =>
    stringifyJson(operation(context, body));

/** The operations of the Step Functions API that are served here. */
export const operations: Readonly<Record<string, Operation>> = {
  DescribeExecution: asText(describeExecution),
  DescribeStateMachine: asText(describeStateMachine),
  DescribeStateMachineForExecution: asText(describeStateMachineForExecution),
  GetExecutionHistory: asText(getExecutionHistory),
  ListExecutions: asText(listExecutions),
  ListStateMachines: asText(listStateMachines),
  StartExecution: startExecution,
  StopExecution: asText(stopExecution),
};
