import type { JsonDocument } from '../shared/json-document.ts';
import type { MapItem, StateVisit } from './context-object.ts';
import type { StateOutput } from './data-flow.ts';
import type { State, StateType } from './definition.ts';
import type { Eventual } from './eventual.ts';
import type { ExecutionRun } from './execution.ts';
import { type HistoryEventDetails, type HistoryEventType, recordEvent } from './history.ts';
import type { InnerLines, StopPoint } from './stop-point.ts';
import { assignVariables, type VariableScope } from './variables.ts';

/** A line of states that run one after the other: the machine's own, one of a Parallel state or of an iteration. */
export interface Branch {
  readonly run: ExecutionRun;
  /** Aborted when the whole execution has to stop before its end. */
  readonly executionSignal: () => AbortSignal;
  /** Aborted when this branch has to stop before its end. */
  readonly signal: () => AbortSignal;
  /** The variables that the states of this line assign. */
  readonly scope: VariableScope;
  /** What the nearest Map state around this line works on. */
  readonly mapItem: MapItem | undefined;
  /** The last event of this line: the `previousEventId` of its next one. */
  lastEventId: number;
  /** The type of the state that has been entered and not left. */
  currentType: StateType | undefined;
  /** Where a redriven line goes on, until it has. */
  resumed?: StopPoint | undefined;
  /** How far the lines inside the current state were before the redrive, until they go on. */
  resumedLines?: InnerLines | undefined;
  /** How the lines inside the current state came to a bad end. */
  innerLines?: InnerLines | undefined;
  /** Set when the line came to a bad end. */
  stoppedAt?: StopPoint | undefined;
}

/** One text for all events of a type, however many executions keep one. */
const STATE_EVENTS = {
  Pass: { entered: 'PassStateEntered', exited: 'PassStateExited' },
  Task: { entered: 'TaskStateEntered', exited: 'TaskStateExited' },
  Choice: { entered: 'ChoiceStateEntered', exited: 'ChoiceStateExited' },
  Wait: { entered: 'WaitStateEntered', exited: 'WaitStateExited' },
  Succeed: { entered: 'SucceedStateEntered', exited: 'SucceedStateExited' },
  Fail: { entered: 'FailStateEntered', exited: 'FailStateExited' },
  Parallel: { entered: 'ParallelStateEntered', exited: 'ParallelStateExited' },
  Map: { entered: 'MapStateEntered', exited: 'MapStateExited' },
} as const satisfies Record<StateType, { entered: HistoryEventType; exited: HistoryEventType }>;

/** The branch was stopped from outside: by StopExecution, a time-out of the machine or a failing sibling. */
export class BranchAbortedError extends Error {
  override readonly name = 'BranchAbortedError';
}

export function throwIfAborted({ signal }: Branch): void {
  if (signal().aborted) throw new BranchAbortedError('The branch was stopped');
}

/** Waits and goes on; a branch that is stopped meanwhile goes no further. */
export function sleepInBranch<Result>(
  branch: Branch,
  delayMs: number,
  next: () => Eventual<Result>,
): Promise<Result> {
  const { clock, wait = clock.sleep } = branch.run;
  return wait(delayMs, branch.signal()).then(() => {
    throwIfAborted(branch);
    return next();
  });
}

/** Appends an event to the branch's line. */
export function recordInBranch(
  branch: Branch,
  type: HistoryEventType,
  details?: HistoryEventDetails,
): void {
  branch.lastEventId = recordEvent(branch.run.history, type, branch.lastEventId, details);
}

/** Appends an event that the branch's next one does not follow. */
export function recordBesideBranch(
  branch: Branch,
  type: HistoryEventType,
  details?: HistoryEventDetails,
): number {
  return recordEvent(branch.run.history, type, branch.lastEventId, details);
}

export function enterState(branch: Branch, state: State, input: JsonDocument): StateVisit {
  const { run } = branch;
  const type = state.Type === 'Unsupported' ? state.declaredType : state.Type;
  const previousEventId = branch.lastEventId;
  if (!isEnteredStill(branch, type)) {
    recordInBranch(branch, STATE_EVENTS[type].entered, { name: state.Name, input });
  }
  branch.currentType = type;
  branch.resumedLines = branch.resumed?.lines;
  branch.innerLines = undefined;
  branch.resumed = undefined;
  const enteredEventId = branch.lastEventId;
  return {
    stateName: state.Name,
    input,
    enteredEventId,
    enteredTimeMs: run.history.records[enteredEventId - 1]?.timestampMs ?? run.clock.now(),
    retryCount: type === 'Task' || type === 'Parallel' || type === 'Map' ? 0 : undefined,
    variables: branch.scope,
    onEvaluationFailed(error, location) {
      throwIfAborted(branch);
      // Before anything has come of the state, the failure stands beside its entering.
      const isEntering = type !== 'Wait' && branch.lastEventId === enteredEventId;
      if (isEntering) branch.lastEventId = previousEventId;
      recordInBranch(branch, 'EvaluationFailed', {
        error: error.error,
        cause: error.cause,
        location,
        state: state.Name,
      });
    },
    taskToken: undefined,
    mapItem: branch.mapItem,
    execution: run.context,
    random: run.random,
    uuid: run.uuid,
  };
}

/** A redriven line is in the state whose work is done anew; states without work are entered again. */
function isEnteredStill({ resumed }: Branch, type: StateType): boolean {
  return resumed?.isEntered === true && (type === 'Task' || type === 'Parallel' || type === 'Map');
}

export function exitState(
  branch: Branch,
  state: State,
  { output, assigned }: StateOutput,
  visit: StateVisit,
): void {
  const type = state.Type === 'Unsupported' ? state.declaredType : state.Type;
  const { Name: name } = state;
  if (assigned === undefined) {
    recordInBranch(branch, STATE_EVENTS[type].exited, { name, output });
  } else {
    assignVariables(branch.scope, assigned, visit);
    recordInBranch(branch, STATE_EVENTS[type].exited, {
      name,
      output,
      assignedVariables: assigned,
    });
  }
  branch.currentType = undefined;
}
