import type { JsonObject } from '../../shared/json.ts';
import { parseStateMachineArn } from '../arns.ts';
import { type Execution, statusOf } from '../execution.ts';
import { executionSummary } from '../execution-summary.ts';
import { findMapRun, findStartTarget } from '../lookup.ts';
import { pageOf } from '../page.ts';
import { ServiceError } from '../service-error.ts';
import type { StatesContext } from '../states-context.ts';
import { typeNotSupported } from '../type-not-supported.ts';
import { operation } from './operation.ts';
import { PAGING, type Paging } from './state-machine-rules.ts';

interface ListExecutionsInput extends Paging {
  readonly stateMachineArn?: string;
  readonly mapRunArn?: string;
  readonly statusFilter?: string;
  readonly redriveFilter?: string;
}

/**
 * Lists the executions of a state machine, or those that were started by the ARN of one version or
 * alias, the newest first.
 *
 * @see "ListExecutions" (Step Functions API Reference)
 */
export const listExecutions = operation<ListExecutionsInput>({
  rules: {
    stateMachineArn: { type: 'string', length: [1, 256] },
    statusFilter: {
      type: 'string',
      values: ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'],
    },
    ...PAGING,
    nextToken: { type: 'string', length: [1, 3096] },
    mapRunArn: { type: 'string', length: [1, 2000] },
    redriveFilter: { type: 'string', values: ['REDRIVEN', 'NOT_REDRIVEN'] },
  },
  resource: 'stateMachineArn',
  answer(context, parameters) {
    const { statusFilter, redriveFilter } = parameters;
    const matching = listedExecutions(context, parameters).filter(
      (execution) =>
        (statusFilter === undefined || statusOf(execution) === statusFilter) &&
        (redriveFilter === undefined ||
          (redriveFilter === 'REDRIVEN') === execution.redriveCount > 0),
    );
    const { items, nextToken } = pageOf(matching, ({ sequence }) => sequence, parameters);
    return {
      executions: items.map(listed),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
});

function listed(execution: Execution): JsonObject {
  const { mapRun } = execution;
  return {
    ...executionSummary(execution),
    ...(mapRun === undefined ? {} : { itemCount: mapRun.itemCount }),
  };
}

function listedExecutions(
  context: StatesContext,
  { stateMachineArn, mapRunArn, statusFilter }: ListExecutionsInput,
): readonly Execution[] {
  if (mapRunArn !== undefined && stateMachineArn === undefined) {
    return ofMapRun(context, mapRunArn);
  }
  if (stateMachineArn === undefined || mapRunArn !== undefined) {
    throw new ServiceError('ValidationException', 'Must provide a StateMachine ARN or MapRun ARN');
  }
  if (statusFilter === 'PENDING_REDRIVE') {
    throw new ServiceError(
      'ValidationException',
      'The status filter PENDING_REDRIVE needs a MapRun ARN',
    );
  }
  return ofStateMachine(context, stateMachineArn);
}

function ofMapRun(context: StatesContext, mapRunArn: string): readonly Execution[] {
  const { stateMachineArn } = findMapRun(context, mapRunArn);
  return context.executions
    .ofStateMachine(stateMachineArn)
    .filter(({ mapRun }) => mapRun?.mapRunArn === mapRunArn);
}

/** @param arn - of a state machine, a version or an alias */
function ofStateMachine(context: StatesContext, arn: string): readonly Execution[] {
  const { stateMachineArn, qualifier } = parseStateMachineArn(arn);
  const { machine } = findStartTarget(context, arn);
  if (machine.type === 'EXPRESS') throw typeNotSupported();
  const executions = context.executions.ofStateMachine(stateMachineArn);
  return qualifier === undefined
    ? executions
    : executions.filter(
        ({ stateMachineVersionArn, stateMachineAliasArn }) =>
          stateMachineVersionArn === arn || stateMachineAliasArn === arn,
      );
}
