import type { JsonDocument } from '../shared/json-document.ts';
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
  const { stateMachine: machine, input } = execution;
  const { clock, random, uuid } = context;
  execution.outcome = await runStateMachine({
    definition: machine.definition,
    input,
    context: {
      Execution: {
        Id: execution.executionArn,
        Input: input.value,
        Name: execution.name,
        RoleArn: machine.roleArn,
        StartTime: new Date(execution.startDate).toISOString(),
        RedriveCount: 0,
      },
      StateMachine: { Id: machine.stateMachineArn, Name: machine.name },
    },
    clock,
    random,
    uuid,
    invokeTask: context.taskInvoker(machine, testCase),
    history: execution.history,
    signal: execution.abort.signal,
  });
  execution.stopDate ??= clock.now();
  if (machine.type === 'STANDARD') context.executions.finished(execution);
  context.onEnded?.(execution);
}
