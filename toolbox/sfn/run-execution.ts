import type { JsonDocument } from '../shared/json-document.ts';
import type { ExecutionRun } from '../states/execution.ts';
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

let lastSequence = 0;

/**
 * Records an execution and runs it once the caller has given its answer.
 *
 * @param testCase - of the mock configuration
 */
export function launchExecution(
  context: StatesContext,
  { machine, name, executionArn, input, traceHeader }: Launch,
  testCase: string | undefined,
): Execution {
  lastSequence += 1;
  const execution: Execution = {
    sequence: lastSequence,
    executionArn,
    name,
    stateMachine: machine,
    input,
    startDate: context.clock.now(),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    history: createExecutionHistory(context.clock),
    abort: new AbortController(),
  };
  // The API does not show Express executions: nobody could ask for them.
  if (machine.type === 'STANDARD') context.executions.add(execution);
  context.onStarted?.(execution);
  queueMicrotask(() => void run(context, execution, testCase));
  return execution;
}

async function run(
  context: StatesContext,
  execution: Execution,
  testCase: string | undefined,
): Promise<void> {
  try {
    execution.outcome = await runStateMachine(runOf(context, execution, testCase));
  } catch (error) {
    context.onFault(error);
    execution.outcome = { status: 'FAILED', error: 'States.Runtime', cause: 'Internal error.' };
  }
  execution.stopDate ??= context.clock.now();
  if (execution.stateMachine.type === 'STANDARD') context.executions.finished(execution);
  context.onEnded?.(execution);
}

function runOf(
  { clock, random, uuid, taskInvoker }: StatesContext,
  { executionArn, name, input, startDate, stateMachine: machine, history, abort }: Execution,
  testCase: string | undefined,
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
    random,
    uuid,
    invokeTask: taskInvoker(machine, testCase),
    history,
    signal: abort.signal,
  };
}
