import { isoTime } from '../shared/iso-time.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import type { ExecutionOutcome, ExecutionRun, TaskIntegrations } from '../states/execution.ts';
import { createExecutionHistory } from '../states/history.ts';
import { runStateMachine } from '../states/run.ts';
import type { StopPoint } from '../states/stop-point.ts';
import { createScope } from '../states/variables.ts';
import type { Execution, MapRunMembership } from './execution.ts';
import type { StartTarget } from './lookup.ts';
import { type ChildLaunch, startMapRun } from './start-map-run.ts';
import type { StatesContext } from './states-context.ts';
import { tasksInTime } from './tasks-in-time.ts';

/** What an Express execution may take at most. */
const MAX_EXPRESS_SECONDS = 300;

/** What is new about an execution that is about to start. */
export interface Launch {
  readonly target: StartTarget;
  readonly name: string;
  readonly executionArn: string;
  readonly input: JsonDocument;
  readonly traceHeader?: string | undefined;
  /** Of the child execution of a map run. */
  readonly mapRun?: MapRunMembership;
}

/**
 * Records an execution and runs it once the caller has given its answer.
 *
 * @param testCase - of the mock configuration
 * @throws ServiceError when there is no such test case
 */
export function launchExecution(
  context: StatesContext,
  launch: Launch,
  testCase: string | undefined,
): Execution {
  return start(context, launch, context.taskIntegrations(launch.target.machine, testCase));
}

function start(
  context: StatesContext,
  { target, name, executionArn, input, traceHeader, mapRun }: Launch,
  tasks: TaskIntegrations,
): Execution {
  const { machine, version, alias } = target;
  const { executions, onTransition } = context;
  const time = context.newTime();
  const execution: Execution = {
    sequence: executions.nextSequence(),
    executionArn,
    name,
    stateMachine: machine,
    stateMachineVersionArn: version?.stateMachineVersionArn,
    stateMachineAliasArn: alias?.stateMachineAliasArn,
    input,
    startDate: time.clock.now(),
    traceHeader,
    mapRun,
    time,
    history: createExecutionHistory(time.clock, {
      eventLimit: machine.type === 'EXPRESS' ? Number.POSITIVE_INFINITY : undefined,
      onRecord: onTransition && ((record) => onTransition(execution, record)),
    }),
    abort: new AbortController(),
    ended: Promise.resolve().then(() => run(context, execution, tasks)),
    redriveCount: 0,
  };
  // The API does not show Express executions: nobody could ask for them.
  if (machine.type === 'STANDARD') executions.add(execution);
  context.onStarted?.(execution);
  return execution;
}

/**
 * Lets an execution that came to a bad end go on where it stopped, once the caller has given its answer.
 *
 * @param redriveDate - milliseconds since 1970
 */
export function relaunchExecution(
  context: StatesContext,
  execution: Execution,
  redriveDate: number,
): void {
  const { stoppedAt, tasks } = execution.stopped ?? {
    stoppedAt: beginningOf(execution),
    tasks: context.taskIntegrations(execution.stateMachine, undefined),
  };
  execution.redriveCount += 1;
  execution.redriveDate = redriveDate;
  execution.outcome = undefined;
  execution.stopped = undefined;
  execution.stopDate = undefined;
  execution.abort = new AbortController();
  context.executions.resumed(execution);
  execution.ended = Promise.resolve().then(() => run(context, execution, tasks, stoppedAt));
  context.onStarted?.(execution);
}

/** Where an execution goes on that came to no state. */
function beginningOf({ stateMachine, input }: Execution): StopPoint {
  const { StartAt: stateName } = stateMachine.definition;
  return { stateName, isEntered: false, input, scope: createScope(), lines: undefined };
}

/** Many executions wait at once: none keeps a frame of its own here. */
function run(
  context: StatesContext,
  execution: Execution,
  tasks: TaskIntegrations,
  resumed?: StopPoint,
): Promise<void> {
  return runStateMachine(runOf(context, execution, tasks, resumed)).then(
    (outcome) => end(context, execution, outcome),
    (error: unknown) => {
      context.onFault(error);
      end(context, execution, INTERNAL_ERROR);
    },
  );
}

const INTERNAL_ERROR: ExecutionOutcome = {
  status: 'FAILED',
  error: 'States.Runtime',
  cause: 'Internal error.',
};

function end(context: StatesContext, execution: Execution, outcome: ExecutionOutcome): void {
  execution.outcome = outcome;
  execution.stopDate ??= execution.time.clock.now();
  if (execution.stateMachine.type === 'STANDARD') context.executions.finished(execution);
  context.onEnded?.(execution);
}

function runOf(
  context: StatesContext,
  execution: Execution,
  tasks: TaskIntegrations,
  resumed: StopPoint | undefined,
): ExecutionRun {
  const { random, uuid } = context;
  const { clock, wait } = execution.time;
  const { executionArn, name, input, startDate, stateMachine: machine } = execution;
  const { mapRun, history, abort, redriveCount, redriveDate } = execution;
  const isExpress = machine.type === 'EXPRESS';
  return {
    definition: machine.definition,
    input,
    context: {
      Execution: {
        Id: executionArn,
        Input: input.value,
        Name: name,
        RoleArn: machine.roleArn,
        StartTime: isoTime(startDate),
        ...(isExpress ? {} : { RedriveCount: redriveCount }),
        ...(redriveDate === undefined ? {} : { RedriveTime: isoTime(redriveDate) }),
      },
      StateMachine: { Id: machine.stateMachineArn, Name: machine.name },
    },
    maxSeconds: isExpress ? MAX_EXPRESS_SECONDS : undefined,
    clock,
    wait,
    random,
    uuid,
    ...tasksInTime(tasks, execution.time),
    history,
    resumed,
    onStopped(stoppedAt) {
      // Nobody can redrive an Express execution.
      if (!isExpress) execution.stopped = { stoppedAt, tasks };
    },
    mapItem: mapRun?.mapItem,
    startMapRun: (request) =>
      startMapRun(context, execution, request, {
        start: (child) => startChild(context, child, tasks),
        redrive: (child) => relaunchExecution(context, child, execution.time.clock.now()),
      }),
    signal: () => abort.signal,
  };
}

/** The tasks of a child execution are done as those of the one that it belongs to: mocks count on. */
function startChild(
  context: StatesContext,
  { machine, name, executionArn, mapRunArn, child }: ChildLaunch,
  tasks: TaskIntegrations,
): Execution {
  const { input, itemCount, mapItem } = child;
  const mapRun = { mapRunArn, itemCount, mapItem };
  return start(context, { target: { machine }, name, executionArn, input, mapRun }, tasks);
}
