import type { JsonDocument } from '../shared/json-document.ts';
import type { ChoiceRule } from './choice-rule.ts';
import type { Expression } from './expression.ts';
import type { JsonataExpression } from './jsonata/jsonata-expression.ts';
import type { PayloadTemplate } from './payload-template.ts';
import type { ReferencePath } from './reference-path.ts';

/**
 * A state machine, compiled once and run many times. Fields have the names of the Amazon States Language; a path is
 * undefined where the language's default `"$"` holds, and null where the definition says null.
 */
export interface StateMachineDefinition extends StateGraph {
  readonly TimeoutSeconds: number | undefined;
  /** By state name, the variables that its fields refer to, sorted; of a definition as it was read. */
  readonly variableReferences?: Readonly<Record<string, readonly string[]>>;
}

/** What the machine itself and each branch of a Parallel state consist of. */
export interface StateGraph {
  readonly StartAt: string;
  readonly States: ReadonlyMap<string, State>;
}

export type State =
  | TaskState
  | ParallelState
  | MapState
  | ChoiceState
  | PassState
  | WaitState
  | SucceedState
  | FailState
  | UnsupportedState;

export type QueryLanguage = 'JSONPath' | 'JSONata';

/** A path that gives a whole document: undefined is `"$"`, null discards and gives `{}`. */
export type DataPath = Expression | null | undefined;

/**
 * The fields that take a state's payload from its input and make its output of its result, in the state's query
 * language. `effectiveInput` and `leaveState` (data-flow.ts) run them. A catcher and a rule of a Choice state have a
 * flow of their own, of which they use the second half.
 */
export type DataFlow = JsonPathFlow | JsonataFlow;

export interface JsonPathFlow {
  readonly QueryLanguage: 'JSONPath';
  readonly InputPath: DataPath;
  readonly Parameters: PayloadTemplate | undefined;
  readonly ResultSelector: PayloadTemplate | undefined;
  /** Undefined is `"$"`; null discards the result. */
  readonly ResultPath: ReferencePath | null | undefined;
  readonly OutputPath: DataPath;
  readonly Assign: readonly Assignment[];
}

export interface JsonataFlow {
  readonly QueryLanguage: 'JSONata';
  readonly Arguments: PayloadTemplate | undefined;
  readonly Output: PayloadTemplate | undefined;
  readonly Assign: readonly Assignment[];
}

/** A member of `Assign`. */
export interface Assignment {
  readonly name: string;
  readonly template: PayloadTemplate;
}

interface Named {
  readonly Name: string;
}

interface InputOutput extends Named {
  readonly flow: DataFlow;
}

/** Next is undefined for a state with `"End": true`. */
interface Transition {
  readonly Next: string | undefined;
}

export interface Recovery {
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

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly flow: DataFlow;
}

/** What stands for a value: the path of a `…Path` field, or `{% %}`. */
export type ValueExpression = Expression | JsonataExpression;

/** A number of seconds, fixed or to be evaluated. */
export type Seconds = number | ValueExpression;

export interface TaskState extends InputOutput, Transition, Recovery {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Credentials: PayloadTemplate | undefined;
  readonly TimeoutSeconds: Seconds | undefined;
  readonly HeartbeatSeconds: Seconds | undefined;
}

export interface ParallelState extends InputOutput, Transition, Recovery {
  readonly Type: 'Parallel';
  readonly Branches: readonly StateGraph[];
}

export interface MapState extends InputOutput, Transition, Recovery {
  readonly Type: 'Map';
  readonly ItemProcessor: StateGraph;
  /** Of a JSONPath state. */
  readonly ItemsPath: Expression | undefined;
  /** Of a JSONata state. */
  readonly Items: PayloadTemplate | undefined;
  /** Or the older `Parameters`: the input of an iteration; without it that is the item. */
  readonly ItemSelector: PayloadTemplate | undefined;
  /** 0 is no limit. */
  readonly MaxConcurrency: Count;
  readonly ToleratedFailureCount: Count | undefined;
  readonly ToleratedFailurePercentage: Count | undefined;
  /** Undefined for the processing mode INLINE. */
  readonly distributed: DistributedMap | undefined;
}

/** What only the processing mode DISTRIBUTED has: each item, or batch of items, gets an execution of its own. */
export interface DistributedMap {
  readonly ExecutionType: 'STANDARD' | 'EXPRESS';
  readonly Label: string | undefined;
  readonly ItemReader: ItemReader | undefined;
  readonly ItemBatcher: ItemBatcher | undefined;
  readonly ResultWriter: ResultWriter | undefined;
}

/** Its Parameters are the Arguments of a JSONata state. */
export interface ItemReader {
  readonly Parameters: PayloadTemplate | undefined;
  /** What names the files: one of them, or a list of objects in a bucket. */
  readonly action: 'getObject' | 'listObjectsV2';
  /** The format of the files; undefined for listed objects that are the items themselves. */
  readonly InputType: 'CSV' | 'JSON' | 'JSONL' | 'MANIFEST' | undefined;
  /** Undefined: the first row has the headers. */
  readonly CSVHeaders: readonly string[] | undefined;
  /** One character. */
  readonly csvDelimiter: string;
  /** JSON pointer to the items in a JSON file. */
  readonly ItemsPointer: string | undefined;
  /** Undefined reads all. */
  readonly MaxItems: Count | undefined;
}

export interface ItemBatcher {
  readonly BatchInput: PayloadTemplate | undefined;
  readonly MaxItemsPerBatch: Count | undefined;
  readonly MaxInputBytesPerBatch: Count | undefined;
}

/** Its Parameters are the Arguments of a JSONata state. */
export interface ResultWriter {
  /** Undefined: the results are the output of the state. */
  readonly Resource: string | undefined;
  readonly Parameters: PayloadTemplate | undefined;
  readonly Transformation: 'NONE' | 'COMPACT' | 'FLATTEN';
  readonly OutputType: 'JSON' | 'JSONL';
}

/** A number, fixed or to be evaluated. */
export type Count = number | ValueExpression;

/** Its own flow ends it when no rule matches. */
export interface ChoiceState extends InputOutput {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceBranch[];
  readonly Default: string | undefined;
}

export interface ChoiceBranch {
  readonly rule: ChoiceRule;
  readonly Next: string;
  readonly flow: DataFlow;
}

export interface PassState extends InputOutput, Transition {
  readonly Type: 'Pass';
  readonly Result: JsonDocument | undefined;
}

export interface WaitState extends InputOutput, Transition {
  readonly Type: 'Wait';
  readonly until: WaitEnd;
}

/** When a Wait state ends: after so many seconds, or at a point in time. */
export type WaitEnd =
  | { readonly kind: 'seconds'; readonly seconds: Seconds }
  | {
      readonly kind: 'timestamp';
      readonly timestamp: { readonly timeMs: number } | ValueExpression;
    };

export interface SucceedState extends InputOutput {
  readonly Type: 'Succeed';
}

export interface FailState extends Named {
  readonly Type: 'Fail';
  readonly Error: string | ValueExpression | undefined;
  readonly Cause: string | ValueExpression | undefined;
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
