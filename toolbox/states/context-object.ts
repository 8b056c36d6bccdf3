import type { JsonObject } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import type { ExecutionContext } from './execution.ts';
import { StatesError } from './states-error.ts';

/** One visit of a state: what its expressions can see besides their data, and what its failures name. */
export interface StateVisit {
  readonly stateName: string;
  /** The raw input of the state. */
  readonly input: JsonDocument;
  readonly enteredEventId: number;
  /** Milliseconds since 1970. */
  readonly enteredTimeMs: number;
  /** Counts the retries of a state that can have a Retry field; undefined for the others. */
  retryCount: number | undefined;
  readonly execution: ExecutionContext;
  readonly random: () => number;
  readonly uuid: () => string;
}

/**
 * The context object (`$$`) as the state sees it.
 *
 * @see "Accessing execution data from the Context object" (Step Functions Developer Guide)
 */
export function contextObject(visit: StateVisit): JsonObject {
  const { Execution, StateMachine } = visit.execution;
  return {
    Execution: {
      Id: Execution.Id,
      Input: Execution.Input,
      StartTime: Execution.StartTime,
      Name: Execution.Name,
      RoleArn: Execution.RoleArn,
      RedriveCount: Execution.RedriveCount,
    },
    StateMachine: { Id: StateMachine.Id, Name: StateMachine.Name },
    State: {
      Name: visit.stateName,
      EnteredTime: new Date(visit.enteredTimeMs).toISOString(),
      ...(visit.retryCount === undefined ? {} : { RetryCount: visit.retryCount }),
    },
  };
}

/** The error of a state that cannot go on, with the cause that names the place as AWS does. */
export function stateError(
  visit: StateVisit,
  reason: string,
  error = 'States.Runtime',
): StatesError {
  return new StatesError(
    error,
    `An error occurred while executing the state '${visit.stateName}' (entered at the event id #${visit.enteredEventId}). ${reason}`,
  );
}
