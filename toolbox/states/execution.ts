import type { Clock } from '../shared/clock.ts';
import type { JsonValue } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import type { MapItem } from './context-object.ts';
import type { StateMachineDefinition } from './definition.ts';
import type { ExecutionHistory } from './history.ts';
import type { StartMapRun } from './map-run.ts';
import type { StopPoint } from './stop-point.ts';

/** What a Task state asks for. */
export interface TaskDescription {
  /** The state's Resource, as in the definition. */
  readonly resource: string;
  /** Effective input, after InputPath and Parameters; an untouched input keeps its text. */
  readonly payload: JsonDocument;
  readonly stateName: string;
  /** Names this attempt to those who may end it from outside; of resources with a task token only. */
  readonly taskToken?: string;
}

/** One attempt of a Task state. */
export interface TaskRequest extends TaskDescription {
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
  /** How bytes in a service's answer are given: as text, unless they may be anything. */
  readonly bytesAs?: 'base64';
  /** 0 for the first attempt. */
  readonly retryCount: number;
  readonly executionArn: string;
  /** The role to call in instead of the state machine's own: the state's Credentials. */
  readonly roleArn?: string;
  /** Aborted on a time-out, on StopExecution and when a sibling branch fails. */
  readonly signal: AbortSignal;
  /**
   * To be called when the work really begins. TimeoutSeconds counts from there: waiting in line counts towards no
   * time-out. The TaskStarted, LambdaFunctionStarted or ActivityStarted event is recorded then.
   *
   * @param workerName - of the activity worker that took the task
   */
  readonly onStarted: (workerName?: string) => void;
  /** To be called with the service's answer when the work goes on after it: TaskSubmitted is recorded. */
  readonly onSubmitted: (answer: JsonDocument) => void;
  /** To be called when the worker tells that it is alive: HeartbeatSeconds counts anew. */
  readonly onHeartbeat: () => void;
}

/**
 * Does the work of a Task state and resolves to its result.
 *
 * @throws StatesError with the error name that Retry and Catch compare
 */
export type TaskInvoker = (task: TaskRequest) => Promise<JsonDocument>;

/** How the tasks of an execution are done. */
export interface TaskIntegrations {
  /**
   * What is wrong with the parameters of a task, each fault in a sentence. With none the task is
   * scheduled, else it fails before that.
   */
  readonly parameterErrors: (task: TaskDescription) => readonly string[];
  /** Why the resource itself cannot be used now; undefined when it can. */
  readonly resourceError?: (resource: string) => string | undefined;
  /** Makes the task token of one attempt. */
  readonly issueTaskToken: () => string;
  readonly invokeTask: TaskInvoker;
}

/** What the context object (`$$`) starts from. */
export interface ExecutionContext {
  readonly Execution: {
    readonly Id: string;
    readonly Input: JsonValue;
    readonly Name: string;
    /** Null for a state that is tested without a role. */
    readonly RoleArn: string | null;
    /** ISO 8601 with milliseconds. */
    readonly StartTime: string;
    /** Undefined for an Express execution. */
    readonly RedriveCount?: number;
    /** ISO 8601 with milliseconds; undefined for an execution that was never redriven. */
    readonly RedriveTime?: string;
  };
  readonly StateMachine: { readonly Id: string; readonly Name: string };
}

/** Everything that one execution needs. */
export interface ExecutionRun extends TaskIntegrations {
  readonly definition: StateMachineDefinition;
  readonly input: JsonDocument;
  readonly context: ExecutionContext;
  /** What it may take at most, whatever the definition says. */
  readonly maxSeconds?: number | undefined;
  readonly clock: Clock;
  /** What Wait states do, and retriers before the next attempt: `clock.sleep` unless told otherwise. */
  readonly wait?: Clock['sleep'];
  /** As `Math.random`. */
  readonly random: () => number;
  readonly uuid: () => string;
  readonly history: ExecutionHistory;
  /** Of a child execution: what the map run gave it. */
  readonly mapItem?: MapItem | undefined;
  /** Of a redriven execution: where it stopped. */
  readonly resumed?: StopPoint | undefined;
  /** Told where the execution came to a bad end. */
  readonly onStopped?: (stoppedAt: StopPoint) => void;
  /** Starts the map run of a Map state of the processing mode DISTRIBUTED. */
  readonly startMapRun: StartMapRun;
  /**
   * Aborted by StopExecution, with an `AbortReason` as the signal's reason. Made when it is asked for: it costs more
   * than a short execution.
   */
  readonly signal: () => AbortSignal;
}

/** Error and cause that StopExecution was given. */
export interface AbortReason {
  readonly error?: string;
  readonly cause?: string;
}

export type ExecutionOutcome =
  | { readonly status: 'SUCCEEDED'; readonly output: JsonDocument }
  | { readonly status: 'FAILED' | 'TIMED_OUT'; readonly error?: string; readonly cause?: string }
  | ({ readonly status: 'ABORTED' } & AbortReason);
