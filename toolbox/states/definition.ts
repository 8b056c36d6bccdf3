import type { JsonDocument } from '../shared/json-document.ts';
import type { ChoiceRule } from './choice-rule.ts';
import type { Expression } from './expression.ts';
import type { PayloadTemplate } from './payload-template.ts';
import type { ReferencePath } from './reference-path.ts';

/**
 * A state machine, compiled once and run many times. Fields have the names of the Amazon States Language; a path is
 * undefined where the language's default `"$"` holds, and null where the definition says null.
 */
export interface StateMachineDefinition extends StateGraph {
  readonly TimeoutSeconds: number | undefined;
}

/** What the machine itself and each branch of a Parallel state consist of. */
export interface StateGraph {
  readonly StartAt: string;
  readonly States: ReadonlyMap<string, State>;
}

export type State =
  | TaskState
  | ParallelState
  | ChoiceState
  | PassState
  | WaitState
  | SucceedState
  | FailState
  | UnsupportedState;

/** A path that gives a whole document: undefined is `"$"`, null discards and gives `{}`. */
export type DataPath = Expression | null | undefined;

interface Named {
  readonly Name: string;
}

interface InputOutput {
  readonly InputPath: DataPath;
  readonly OutputPath: DataPath;
}

/** Next is undefined for a state with `"End": true`. */
interface Transition {
  readonly Next: string | undefined;
}

export interface InputTemplate {
  readonly Parameters: PayloadTemplate | undefined;
}

/** Undefined is `"$"`; null discards the result. */
export interface ResultPlacement {
  readonly ResultPath: ReferencePath | null | undefined;
}

export interface Recovery {
  readonly ResultSelector: PayloadTemplate | undefined;
  readonly Retry: readonly Retrier[];
  readonly Catch: readonly Catcher[];
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly MaxAttempts: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds: number | undefined;
  readonly JitterStrategy: 'FULL' | 'NONE';
}

export interface Catcher extends ResultPlacement {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
}

/** A number of seconds: fixed, or read from the input by a `…SecondsPath` field. */
export type Seconds = number | Expression;

export interface TaskState
  extends Named,
    InputOutput,
    Transition,
    InputTemplate,
    ResultPlacement,
    Recovery {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly TimeoutSeconds: Seconds | undefined;
  readonly HeartbeatSeconds: Seconds | undefined;
}

export interface ParallelState
  extends Named,
    InputOutput,
    Transition,
    InputTemplate,
    ResultPlacement,
    Recovery {
  readonly Type: 'Parallel';
  readonly Branches: readonly StateGraph[];
}

export interface ChoiceState extends Named, InputOutput {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceBranch[];
  readonly Default: string | undefined;
}

export interface ChoiceBranch {
  readonly rule: ChoiceRule;
  readonly Next: string;
}

export interface PassState extends Named, InputOutput, Transition, InputTemplate, ResultPlacement {
  readonly Type: 'Pass';
  readonly Result: JsonDocument | undefined;
}

export interface WaitState extends Named, InputOutput, Transition {
  readonly Type: 'Wait';
  readonly until: WaitEnd;
}

/** Which of its four fields ends a Wait state. */
export type WaitEnd =
  | { readonly field: 'Seconds'; readonly seconds: number }
  | { readonly field: 'SecondsPath'; readonly path: Expression }
  | { readonly field: 'Timestamp'; readonly timeMs: number }
  | { readonly field: 'TimestampPath'; readonly path: Expression };

export interface SucceedState extends Named, InputOutput {
  readonly Type: 'Succeed';
}

export interface FailState extends Named {
  readonly Type: 'Fail';
  readonly Error: string | Expression | undefined;
  readonly Cause: string | Expression | undefined;
}

export type StateType =
  | 'Task'
  | 'Parallel'
  | 'Map'
  | 'Choice'
  | 'Pass'
  | 'Wait'
  | 'Succeed'
  | 'Fail';

/** A state that uses a feature which cannot be run yet: entering it fails the execution with this reason. */
export interface UnsupportedState extends Named {
  readonly Type: 'Unsupported';
  readonly declaredType: StateType;
  readonly reason: string;
}
