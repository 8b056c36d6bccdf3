import type { JsonObject, JsonValue } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import type { ExecutionContext } from './execution.ts';
import { StatesError } from './states-error.ts';
import type { VariableScope } from './variables.ts';

/** The item of a Map state, as the context object shows it under `Map`. */
export interface MapItem {
  readonly Index: number;
  readonly Value: JsonValue;
  /** Of a distributed Map state: `STATE_DATA`, or the URI of what the ItemReader read. */
  readonly Source?: string;
}

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
  readonly variables: VariableScope;
  /** To be called before the error of a JSONata field is thrown: EvaluationFailed is recorded. */
  readonly onEvaluationFailed: (error: StatesError, location: string | undefined) => void;
  /** Token of the running attempt, where its resource has one. */
  taskToken: string | undefined;
  /** What the nearest Map state around the state works on. */
  readonly mapItem: MapItem | undefined;
  readonly execution: ExecutionContext;
  readonly random: () => number;
  readonly uuid: () => string;
  /** Of a state that is tested alone: stands for the whole context object. */
  readonly context?: JsonObject | undefined;
  /** Of a state that is tested alone: told what its fields make of the data. */
  readonly inspect?: Inspect | undefined;
}

/** @param field - named as TestState names it, such as `afterInputPath` */
export type Inspect = (field: string, value: JsonDocument | number) => void;

/**
 * The context object (`$$`) as the state sees it.
 *
 * @see "Accessing execution data from the Context object" (Step Functions Developer Guide)
 */
export function contextObject(visit: StateVisit): JsonObject {
  if (visit.context !== undefined) return visit.context;
  const { Execution, StateMachine } = visit.execution;
  const { mapItem } = visit;
  return {
    Execution: {
      Id: Execution.Id,
      Input: Execution.Input,
      StartTime: Execution.StartTime,
      Name: Execution.Name,
      RoleArn: Execution.RoleArn,
      ...(Execution.RedriveCount === undefined ? {} : { RedriveCount: Execution.RedriveCount }),
      ...(Execution.RedriveTime === undefined ? {} : { RedriveTime: Execution.RedriveTime }),
    },
    StateMachine: { Id: StateMachine.Id, Name: StateMachine.Name },
    State: {
      Name: visit.stateName,
      EnteredTime: new Date(visit.enteredTimeMs).toISOString(),
      ...(visit.retryCount === undefined ? {} : { RetryCount: visit.retryCount }),
    },
    ...(mapItem === undefined ? {} : { Map: { Item: { ...mapItem } } }),
    ...(visit.taskToken === undefined ? {} : { Task: { Token: visit.taskToken } }),
  };
}

/** The `enteredEventId` of a state that is tested alone. */
export const NO_EVENT = 0;

/** The error of a state that cannot go on, with the cause that names the place as AWS does. */
export function stateError(
  visit: StateVisit,
  reason: string,
  error = 'States.Runtime',
): StatesError {
  if (visit.enteredEventId === NO_EVENT) return new StatesError(error, reason);
  return new StatesError(
    error,
    `An error occurred while executing the state '${visit.stateName}' (entered at the event id #${visit.enteredEventId}). ${reason}`,
  );
}
