import type { JsonDocument } from '../shared/json-document.ts';
import type { StateVisit } from './context-object.ts';
import type { State, StateType } from './definition.ts';
import type { ExecutionRun } from './execution.ts';
import { type HistoryEventDetails, type HistoryEventType, recordEvent } from './history.ts';

/** A line of states that run one after the other: the machine's own, or one of a Parallel state. */
export interface Branch {
  readonly run: ExecutionRun;
  /** Aborted when the whole execution has to stop before its end. */
  readonly executionSignal: AbortSignal;
  /** Aborted when this branch has to stop before its end. */
  readonly signal: AbortSignal;
  /** The last event of this line: the `previousEventId` of its next one. */
  lastEventId: number;
  /** The type of the state that has been entered and not left. */
  currentType: StateType | undefined;
}

/** The branch was stopped from outside: by StopExecution, a time-out of the machine or a failing sibling. */
export class BranchAbortedError extends Error {
  override readonly name = 'BranchAbortedError';
}

export function throwIfAborted({ signal }: Branch): void {
  if (signal.aborted) throw new BranchAbortedError('The branch was stopped');
}

/** Waits; a branch that is stopped meanwhile goes no further. */
export async function sleepInBranch(branch: Branch, delayMs: number): Promise<void> {
  const { clock, timeScale = 1 } = branch.run;
  await clock.sleep(delayMs * timeScale, branch.signal);
  throwIfAborted(branch);
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
export function recordBesideBranch(branch: Branch, type: HistoryEventType): void {
  recordEvent(branch.run.history, type, branch.lastEventId);
}

export function enterState(branch: Branch, state: State, input: JsonDocument): StateVisit {
  const { run } = branch;
  const type = state.Type === 'Unsupported' ? state.declaredType : state.Type;
  recordInBranch(branch, `${type}StateEntered`, { name: state.Name, input });
  branch.currentType = type;
  return {
    stateName: state.Name,
    input,
    enteredEventId: branch.lastEventId,
    enteredTimeMs: run.history.records[branch.lastEventId - 1]?.timestampMs ?? run.clock.now(),
    retryCount: type === 'Task' || type === 'Parallel' ? 0 : undefined,
    execution: run.context,
    random: run.random,
    uuid: run.uuid,
  };
}

export function exitState(branch: Branch, state: State, output: JsonDocument): void {
  const type = state.Type === 'Unsupported' ? state.declaredType : state.Type;
  recordInBranch(branch, `${type}StateExited`, { name: state.Name, output });
  branch.currentType = undefined;
}
