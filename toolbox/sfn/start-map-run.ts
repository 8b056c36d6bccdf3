import { createHash } from 'node:crypto';
import type { ExecutionOutcome } from '../states/execution.ts';
import type { ChildExecution, ChildInput, MapRun, MapRunRequest } from '../states/map-run.ts';
import { executionArnOf } from './arns.ts';
import { type Execution, statusOf } from './execution.ts';
import type { MapRunCounts, MapRunRecord } from './map-run-store.ts';
import type { StateMachine } from './state-machine.ts';
import type { StatesContext } from './states-context.ts';

/** A child execution that is about to start. */
export interface ChildLaunch {
  readonly machine: StateMachine;
  readonly name: string;
  readonly executionArn: string;
  readonly mapRunArn: string;
  readonly child: ChildInput;
}

export interface ChildLauncher {
  /** Records a child execution and starts it. */
  start(child: ChildLaunch): Execution;
  /** Lets one that came to a bad end go on where it stopped. */
  redrive(child: Execution): void;
}

/**
 * Records a map run, and runs its child executions when it is asked to: each is an execution of its own. A redriven map
 * run goes on: its children that succeeded have, the others are redriven.
 *
 * Local runtime: children that are not kept any more (`--keep`), and Express ones, start anew.
 */
export function startMapRun(
  context: StatesContext,
  parent: Execution,
  request: MapRunRequest,
  launcher: ChildLauncher,
): MapRun {
  const machine = childMachine(parent.stateMachine, request);
  const mapRun =
    redrivenMapRun(context, parent, machine, request) ??
    newMapRun(context, parent, machine, request);
  return {
    mapRunArn: mapRun.mapRunArn,
    limits: mapRun.limits,
    redriveCount: mapRun.redriveCount,
    announce(children) {
      for (const child of children) count(mapRun, child, 'pending', 1);
    },
    runChild: (child, signal) =>
      runChild(childExecution(context, machine, mapRun, child, launcher), child, mapRun, signal),
    end(status) {
      mapRun.status = status;
      mapRun.stopDate = context.clock.now();
      if (status === 'SUCCEEDED') mapRun.childArns.length = 0;
      context.mapRuns.ended(mapRun);
    },
  };
}

function newMapRun(
  { mapRuns, clock, uuid }: StatesContext,
  { executionArn }: Execution,
  { stateMachineArn }: StateMachine,
  { limits }: MapRunRequest,
): MapRunRecord {
  const mapRun: MapRunRecord = {
    sequence: mapRuns.nextSequence(),
    mapRunArn: `${stateMachineArn.replace(':stateMachine:', ':mapRun:')}:${uuid()}`,
    executionArn,
    stateMachineArn,
    startDate: clock.now(),
    status: 'RUNNING',
    limits,
    executionCounts: noCounts(),
    itemCounts: noCounts(),
    redriveCount: 0,
    childArns: [],
  };
  mapRuns.add(mapRun);
  return mapRun;
}

/** @returns undefined when nothing is redriven, or the map run is not kept any more */
function redrivenMapRun(
  { mapRuns, clock }: StatesContext,
  { executionArn }: Execution,
  { stateMachineArn }: StateMachine,
  { isRedriven, limits }: MapRunRequest,
): MapRunRecord | undefined {
  if (!isRedriven) return undefined;
  const mapRun = mapRuns
    .ofExecution(executionArn)
    .find((known) => known.stateMachineArn === stateMachineArn && known.status !== 'SUCCEEDED');
  if (mapRun === undefined) return undefined;
  mapRun.status = 'RUNNING';
  mapRun.stopDate = undefined;
  mapRun.limits = limits;
  mapRun.executionCounts = noCounts();
  mapRun.itemCounts = noCounts();
  mapRun.redriveCount += 1;
  mapRun.redriveDate = clock.now();
  mapRuns.resumed(mapRun);
  return mapRun;
}

function childExecution(
  { executions, uuid }: StatesContext,
  machine: StateMachine,
  { mapRunArn, childArns }: MapRunRecord,
  child: ChildInput,
  launcher: ChildLauncher,
): Execution {
  const { Index } = child.mapItem;
  const known = executions.get(childArns[Index] ?? '');
  if (known !== undefined) {
    if (statusOf(known) !== 'SUCCEEDED') launcher.redrive(known);
    return known;
  }
  const name = uuid();
  const executionArn = executionArnOf(machine, name, uuid);
  childArns[Index] = executionArn;
  return launcher.start({ machine, name, executionArn, mapRunArn, child });
}

/** The state machine that the states inside a Map state are to their executions. */
function childMachine(
  machine: StateMachine,
  { stateName, Label, ExecutionType, processor }: MapRunRequest,
): StateMachine {
  // Map states inside a child execution belong to the same machine.
  const [stateMachineArn = ''] = machine.stateMachineArn.split('/');
  const [name = ''] = machine.name.split('/');
  const label = Label ?? generatedLabel(`${stateMachineArn}/${stateName}`);
  return {
    ...machine,
    stateMachineArn: `${stateMachineArn}/${label}`,
    name: `${name}/${label}`,
    type: ExecutionType,
    definition: { ...processor, TimeoutSeconds: undefined },
  };
}

/** A Map state without a Label has the same one in all executions; on AWS, too, it looks like a UUID. */
function generatedLabel(seed: string): string {
  const digits = createHash('md5').update(seed).digest('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

async function runChild(
  execution: Execution,
  child: ChildInput,
  mapRun: MapRunRecord,
  signal: AbortSignal,
): Promise<ChildExecution> {
  count(mapRun, child, 'pending', -1);
  count(mapRun, child, 'running', 1);
  const stop = (): void => execution.abort.abort({});
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  await execution.ended;
  signal.removeEventListener('abort', stop);
  const { executionArn, name, stateMachine, startDate, stopDate = startDate } = execution;
  const outcome = execution.outcome ?? { status: 'ABORTED' };
  count(mapRun, child, 'running', -1);
  count(mapRun, child, COUNT_OF_STATUS[outcome.status], 1);
  return {
    ...child,
    executionArn,
    stateMachineArn: stateMachine.stateMachineArn,
    name,
    startDate,
    stopDate,
    outcome,
  };
}

const COUNT_OF_STATUS = {
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timedOut',
  ABORTED: 'aborted',
} as const satisfies Record<ExecutionOutcome['status'], keyof MapRunCounts>;

function noCounts(): MapRunCounts {
  return { pending: 0, running: 0, succeeded: 0, failed: 0, timedOut: 0, aborted: 0 };
}

function count(
  { executionCounts, itemCounts }: MapRunRecord,
  { itemCount }: ChildInput,
  key: keyof MapRunCounts,
  change: 1 | -1,
): void {
  executionCounts[key] += change;
  itemCounts[key] += change * itemCount;
}
