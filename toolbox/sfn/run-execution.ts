import type { JsonDocument } from '../shared/json-document.ts';
import type { ExecutionRun, TaskIntegrations } from '../states/execution.ts';
import { createExecutionHistory } from '../states/history.ts';
import { runStateMachine } from '../states/run.ts';
import type { Execution } from './execution.ts';
import type { StateMachine } from './state-machine.ts';
import type { StatesContext } from './states-context.ts';

/** What is new about an execution that is about to start. */
export interface Launch {
  readonly machine: StateMachine;
  readonly name: string;
  readonly executionArn: string;
  readonly input: JsonDocument;
  readonly traceHeader?: string | undefined;
}

/**
 * Records an execution and runs it once the caller has given its answer.
 *
 * @param testCase - of the mock configuration
 * @throws ServiceError when there is no such test case
 */
export function launchExecution(
  context: StatesContext,
  { machine, name, executionArn, input, traceHeader }: Launch,
  testCase: string | undefined,
): Execution {
  const tasks = context.taskIntegrations(machine, testCase);
  const { clock, executions, onTransition } = context;
  const execution: Execution = {
    sequence: executions.nextSequence(),
    executionArn,
    name,
    stateMachine: machine,
    input,
    startDate: clock.now(),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    history: createExecutionHistory(clock, {
      ...(machine.type === 'EXPRESS' ? { eventLimit: Number.POSITIVE_INFINITY } : {}),
      ...(onTransition === undefined
        ? {}
        : { onRecord: (record) => onTransition(execution, record) }),
    }),
    abort: new AbortController(),
  };
  // The API does not show Express executions: nobody could ask for them.
  if (machine.type === 'STANDARD') executions.add(execution);
  context.onStarted?.(execution);
  queueMicrotask(() => void run(context, execution, tasks));
  return execution;
}

async function run(
  context: StatesContext,
  execution: Execution,
  tasks: TaskIntegrations,
): Promise<void> {
  try {
    execution.outcome = await runStateMachine(runOf(context, execution, tasks));
  } catch (error) {
    context.onFault(error);
    execution.outcome = { status: 'FAILED', error: 'States.Runtime', cause: 'Internal error.' };
  }
  execution.stopDate ??= context.clock.now();
  if (execution.stateMachine.type === 'STANDARD') context.executions.finished(execution);
  context.onEnded?.(execution);
}

function runOf(
  { clock, timeScale, random, uuid }: StatesContext,
  { executionArn, name, input, startDate, stateMachine: machine, history, abort }: Execution,
  { parameterErrors, invokeTask }: TaskIntegrations,
): ExecutionRun {
  return {
    definition: machine.definition,
    input,
    context: {
      Execution: {
        Id: executionArn,
        Input: input.value,
        Name: name,
        RoleArn: machine.roleArn,
        StartTime: new Date(startDate).toISOString(),
        RedriveCount: 0,
      },
      StateMachine: { Id: machine.stateMachineArn, Name: machine.name },
    },
    clock,
    timeScale,
    random,
    uuid,
    parameterErrors,
    invokeTask,
    history,
    signal: abort.signal,
  };
}
