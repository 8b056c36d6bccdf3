import type { Clock } from '../shared/clock.ts';
import type { JsonValue } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import type { StateMachineDefinition } from './definition.ts';
import type { ExecutionHistory } from './history.ts';

/** What a Task state asks for. */
export interface TaskDescription {
  /** The state's Resource, as in the definition. */
  readonly resource: string;
  /** Effective input, after InputPath and Parameters; an untouched input keeps its text. */
  readonly payload: JsonDocument;
  readonly stateName: string;
}

/** One attempt of a Task state. */
export interface TaskRequest extends TaskDescription {
  readonly timeoutSeconds?: number;
  readonly heartbeatSeconds?: number;
  /** 0 for the first attempt. */
  readonly retryCount: number;
  /** Aborted on a time-out, on StopExecution and when a sibling branch fails. */
  readonly signal: AbortSignal;
  /**
   * To be called when the work really begins. TimeoutSeconds counts from there: waiting in line counts towards no
   * time-out. The TaskStarted or LambdaFunctionStarted event is recorded then.
   */
  readonly onStarted: () => void;
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
  readonly invokeTask: TaskInvoker;
}

/** What the context object (`$$`) starts from. */
export interface ExecutionContext {
  readonly Execution: {
    readonly Id: string;
    readonly Input: JsonValue;
    readonly Name: string;
    readonly RoleArn: string;
    /** ISO 8601 with milliseconds. */
    readonly StartTime: string;
    readonly RedriveCount: number;
  };
  readonly StateMachine: { readonly Id: string; readonly Name: string };
}

/** Everything that one execution needs. */
export interface ExecutionRun extends TaskIntegrations {
  readonly definition: StateMachineDefinition;
  readonly input: JsonDocument;
  readonly context: ExecutionContext;
  readonly clock: Clock;
  /** Factor on Wait states and retry intervals, 1 by default. Time-outs keep their length. */
  readonly timeScale?: number;
  /** As `Math.random`. */
  readonly random: () => number;
  readonly uuid: () => string;
  readonly history: ExecutionHistory;
  /** Aborted by StopExecution, with an `AbortReason` as the signal's reason. */
  readonly signal: AbortSignal;
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
