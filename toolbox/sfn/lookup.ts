import { checkExecutionArn } from './arns.ts';
import type { Execution } from './execution.ts';
import { ServiceError } from './service-error.ts';
import type { StateMachine } from './state-machine.ts';
import type { StatesContext } from './states-context.ts';

/** @throws ServiceError InvalidArn, ExecutionDoesNotExist */
export function findExecution(context: StatesContext, executionArn: string): Execution {
  checkExecutionArn(executionArn);
  const execution = context.executions.get(executionArn);
  if (execution === undefined) {
    throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
  }
  return execution;
}

/** @throws ServiceError StateMachineDoesNotExist */
export function findStateMachine(context: StatesContext, stateMachineArn: string): StateMachine {
  const machine = context.stateMachines.get(stateMachineArn);
  if (machine === undefined) {
    throw new ServiceError(
      'StateMachineDoesNotExist',
      `State Machine Does Not Exist: '${stateMachineArn}'`,
    );
  }
  return machine;
}
