import type { Clock } from '../shared/clock.ts';
import { type JsonObject, setProperty } from '../shared/json.ts';
import { JsonDocument } from '../shared/json-document.ts';
import type { StateType } from './definition.ts';
import { StatesError } from './states-error.ts';

export type HistoryEventType =
  | `Execution${'Started' | 'Redriven' | 'Succeeded' | 'Failed' | 'TimedOut' | 'Aborted'}`
  | `${StateType}StateEntered`
  | `${StateType}StateExited`
  | `${'Task' | 'Wait' | 'Parallel' | 'Map'}StateAborted`
  | `ParallelState${'Started' | 'Succeeded' | 'Failed'}`
  | `MapState${'Started' | 'Succeeded' | 'Failed'}`
  | `MapIteration${'Started' | 'Succeeded' | 'Failed' | 'Aborted'}`
  | `MapRun${'Started' | 'Redriven' | 'Succeeded' | 'Failed'}`
  | `${'Task' | 'LambdaFunction' | 'Activity'}${'Scheduled' | 'Started' | 'Succeeded' | 'Failed' | 'TimedOut'}`
  | 'TaskSubmitted'
  | 'EvaluationFailed';

/** Details of an event, with the names of the API; a document stands for its text. */
export interface HistoryEventDetails {
  readonly name?: string;
  /** The place of an item. */
  readonly index?: number;
  /** The number of items. */
  readonly length?: number;
  readonly redriveCount?: number;
  readonly mapRunArn?: string;
  readonly input?: JsonDocument;
  readonly output?: JsonDocument;
  readonly parameters?: JsonDocument;
  readonly roleArn?: string;
  readonly resource?: string;
  readonly resourceType?: string;
  readonly region?: string;
  readonly workerName?: string;
  readonly taskCredentials?: { readonly roleArn: string };
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  /** The field that a query failed in. */
  readonly location?: string | undefined;
  readonly state?: string;
  readonly assignedVariables?: ReadonlyMap<string, JsonDocument>;
}

/** An event as it is kept: it shares the documents that the execution runs on. */
export interface HistoryRecord {
  readonly id: number;
  /** 0 for ExecutionStarted and for the first event after it. */
  readonly previousEventId: number;
  readonly type: HistoryEventType;
  /** Milliseconds since 1970. */
  readonly timestampMs: number;
  readonly details: HistoryEventDetails | undefined;
}

export interface ExecutionHistory {
  readonly clock: Clock;
  readonly records: HistoryRecord[];
  readonly eventLimit: number;
  readonly onRecord: ((record: HistoryRecord) => void) | undefined;
}

/** The quota of a Standard execution. */
const STANDARD_EVENT_LIMIT = 25_000;

export interface HistoryOptions {
  /** Number of events at which the execution fails: 25,000 unless told otherwise, Infinity for an Express one. */
  readonly eventLimit?: number | undefined;
  /** Told of each event as it is recorded. */
  readonly onRecord?: ((record: HistoryRecord) => void) | undefined;
}

export function createExecutionHistory(
  clock: Clock,
  { eventLimit = STANDARD_EVENT_LIMIT, onRecord }: HistoryOptions = {},
): ExecutionHistory {
  return { clock, records: [], eventLimit, onRecord };
}

/**
 * Appends an event and returns its id.
 *
 * @throws StatesError States.Runtime when only the event that ends the execution may still follow
 */
export function recordEvent(
  history: ExecutionHistory,
  type: HistoryEventType,
  previousEventId: number,
  details?: HistoryEventDetails,
): number {
  if (history.records.length >= history.eventLimit - 1) {
    throw new StatesError(
      'States.Runtime',
      `The execution reached the maximum number of history events (${history.eventLimit}).`,
    );
  }
  return recordFinalEvent(history, type, previousEventId, details);
}

/** Appends the event that ends the execution, for which there is always room. */
export function recordFinalEvent(
  history: ExecutionHistory,
  type: HistoryEventType,
  previousEventId: number,
  details?: HistoryEventDetails,
): number {
  const id = history.records.length + 1;
  const record = { id, previousEventId, type, timestampMs: history.clock.now(), details };
  history.records.push(record);
  history.onRecord?.(record);
  return id;
}

/**
 * Builds the event that GetExecutionHistory returns; `timestamp` is in seconds since 1970.
 *
 * @param includeExecutionData - false leaves inputs, outputs and parameters out
 */
export function toHistoryEvent(record: HistoryRecord, includeExecutionData = true): JsonObject {
  const event: JsonObject = {
    timestamp: record.timestampMs / 1000,
    type: record.type,
    id: record.id,
    previousEventId: record.previousEventId,
  };
  if (record.details !== undefined) {
    event[detailsKey(record.type)] = wireDetails(record.details, includeExecutionData);
  }
  return event;
}

/** All states share the details of entering and leaving; the other events have a key of their own. */
function detailsKey(type: HistoryEventType): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}

function wireDetails(details: HistoryEventDetails, includeExecutionData: boolean): JsonObject {
  const wire: JsonObject = {};
  for (const [key, value] of Object.entries(details) as [string, unknown][]) {
    if (value instanceof JsonDocument) {
      if (includeExecutionData) {
        wire[key] = value.text;
        if (key !== 'parameters') wire[`${key}Details`] = { truncated: false };
      }
    } else if (value instanceof Map) {
      if (includeExecutionData) {
        wire[key] = variableTexts(value);
        wire[`${key}Details`] = { truncated: false };
      }
    } else if (typeof value === 'string' || typeof value === 'number') {
      wire[key] = value;
    } else if (key === 'taskCredentials') {
      wire[key] = value as JsonObject;
    }
  }
  return wire;
}

function variableTexts(variables: ReadonlyMap<string, JsonDocument>): JsonObject {
  const texts: JsonObject = {};
  for (const [name, { text }] of variables) setProperty(texts, name, text);
  return texts;
}
