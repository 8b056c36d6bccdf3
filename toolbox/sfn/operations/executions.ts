import type { JsonObject } from '../../shared/json.ts';
import { parseStateMachineArn } from '../arns.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import { type Execution, statusOf } from '../execution.ts';
import { findExecution, findStateMachine } from '../lookup.ts';
import { pageOf } from '../page.ts';
import type { ParameterRules } from '../parameters.ts';
import { ServiceError } from '../service-error.ts';
import { describeDefinition, type StateMachine } from '../state-machine.ts';
import type { StatesContext } from '../states-context.ts';
import { operation } from './operation.ts';

const EXECUTION_ARN = { type: 'string', required: true, length: [1, 256] } as const;
const INCLUDED_DATA = { type: 'string', values: ['ALL_DATA', 'METADATA_ONLY'] } as const;

const DESCRIBE_RULES: ParameterRules = {
  executionArn: EXECUTION_ARN,
  includedData: INCLUDED_DATA,
};

interface DescribeExecutionInput {
  readonly executionArn: string;
  readonly includedData?: string;
}

/** @see "DescribeExecution" (Step Functions API Reference) */
export const describeExecution = operation<DescribeExecutionInput>({
  rules: DESCRIBE_RULES,
  resource: 'executionArn',
  answer(context, { executionArn, includedData }) {
    const execution = findExecution(context, executionArn);
    const included = includedData !== 'METADATA_ONLY';
    const { outcome, traceHeader } = execution;
    return {
      ...summary(execution),
      ...(included ? { input: execution.input.text } : {}),
      inputDetails: { included },
      ...(outcome?.status === 'SUCCEEDED' && included ? { output: outcome.output.text } : {}),
      ...(outcome?.status === 'SUCCEEDED' ? { outputDetails: { included } } : {}),
      ...(included ? errorAndCause(execution) : {}),
      ...redrive(execution),
      ...(traceHeader === undefined ? {} : { traceHeader }),
    };
  },
});

function errorAndCause({ outcome }: Execution): JsonObject {
  if (outcome === undefined || outcome.status === 'SUCCEEDED') return {};
  const { error, cause } = outcome;
  return {
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}

function redrive(execution: Execution): JsonObject {
  const status = statusOf(execution);
  if (status !== 'RUNNING' && status !== 'SUCCEEDED') {
    return { redriveCount: 0, redriveStatus: 'REDRIVABLE' };
  }
  return {
    redriveCount: 0,
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: `Execution is ${status} and cannot be redriven`,
  };
}

function summary(execution: Execution): JsonObject {
  const { executionArn, name, stateMachine, startDate, stopDate } = execution;
  return {
    executionArn,
    name,
    startDate: epochSeconds(startDate),
    stateMachineArn: stateMachine.stateMachineArn,
    status: statusOf(execution),
    ...(stopDate === undefined ? {} : { stopDate: epochSeconds(stopDate) }),
  };
}

const LIST_RULES: ParameterRules = {
  stateMachineArn: { type: 'string', length: [1, 256] },
  statusFilter: {
    type: 'string',
    values: ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'],
  },
  maxResults: { type: 'integer', range: [0, 1000] },
  nextToken: { type: 'string', length: [1, 3096] },
  mapRunArn: { type: 'string', length: [1, 2000] },
  redriveFilter: { type: 'string', values: ['REDRIVEN', 'NOT_REDRIVEN'] },
};

interface ListExecutionsInput {
  readonly stateMachineArn?: string;
  readonly statusFilter?: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
  readonly redriveFilter?: string;
}

/**
 * Lists the executions of a state machine, the newest first.
 *
 * @see "ListExecutions" (Step Functions API Reference)
 */
export const listExecutions = operation<ListExecutionsInput>({
  rules: LIST_RULES,
  resource: 'stateMachineArn',
  answer(context, parameters) {
    const { statusFilter, redriveFilter } = parameters;
    const matching = context.executions
      .ofStateMachine(listedStateMachine(context, parameters))
      .filter((execution) => statusFilter === undefined || statusOf(execution) === statusFilter)
      // Nothing is ever redriven here.
      .filter(() => redriveFilter !== 'REDRIVEN');
    const { items, nextToken } = pageOf(matching, ({ sequence }) => sequence, parameters);
    return {
      executions: items.map((execution) => ({ ...summary(execution), redriveCount: 0 })),
      ...(nextToken === undefined ? {} : { nextToken }),
    };
  },
});

function listedStateMachine(context: StatesContext, parameters: ListExecutionsInput): StateMachine {
  if (parameters.stateMachineArn === undefined) {
    throw new ServiceError('ValidationException', 'Must provide a StateMachineArn');
  }
  const { stateMachineArn } = parseStateMachineArn(parameters.stateMachineArn);
  const machine = findStateMachine(context, stateMachineArn);
  if (machine.type === 'EXPRESS') {
    throw new ServiceError(
      'StateMachineTypeNotSupported',
      'This operation is not supported by this type of state machine',
    );
  }
  return machine;
}

const STOP_RULES: ParameterRules = {
  executionArn: EXECUTION_ARN,
  error: { type: 'string', length: [0, 256] },
  cause: { type: 'string', length: [0, 32_768] },
};

interface StopExecutionInput {
  readonly executionArn: string;
  readonly error?: string;
  readonly cause?: string;
}

/**
 * Ends an execution as ABORTED. Local runtime: one that has ended already is answered with its `stopDate` (assumed).
 *
 * @see "StopExecution" (Step Functions API Reference)
 */
export const stopExecution = operation<StopExecutionInput>({
  rules: STOP_RULES,
  resource: 'executionArn',
  answer(context, { executionArn, error, cause }) {
    const execution = findExecution(context, executionArn);
    execution.stopDate ??= context.clock.now();
    execution.abort.abort({
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    });
    return { stopDate: epochSeconds(execution.stopDate) };
  },
});

/** @see "DescribeStateMachineForExecution" (Step Functions API Reference) */
export const describeStateMachineForExecution = operation<DescribeExecutionInput>({
  rules: DESCRIBE_RULES,
  resource: 'executionArn',
  answer(context, { executionArn }) {
    const { stateMachine } = findExecution(context, executionArn);
    return {
      ...describeDefinition(stateMachine),
      updateDate: epochSeconds(stateMachine.creationDate),
    };
  },
});
