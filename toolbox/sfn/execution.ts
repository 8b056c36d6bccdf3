import type { JsonDocument } from '../shared/json-document.ts';
import type { MapItem } from '../states/context-object.ts';
import type { ExecutionOutcome, TaskIntegrations } from '../states/execution.ts';
import type { ExecutionHistory } from '../states/history.ts';
import type { StopPoint } from '../states/stop-point.ts';
import type { ExecutionTime } from './execution-time.ts';
import type { StateMachine } from './state-machine.ts';

export type ExecutionStatus = 'RUNNING' | ExecutionOutcome['status'];

/** What makes an execution the child of a map run. */
export interface MapRunMembership {
  readonly mapRunArn: string;
  /** More than 1 for a batch. */
  readonly itemCount: number;
  readonly mapItem: MapItem;
}

/** One execution; `outcome` and `stopDate` are set when it ends. */
export interface Execution {
  /** Grows with each start: the order of ListExecutions. */
  readonly sequence: number;
  readonly executionArn: string;
  readonly name: string;
  /** The revision that it runs. */
  readonly stateMachine: StateMachine;
  /** When it was started by the ARN of a version or of an alias. */
  readonly stateMachineVersionArn: string | undefined;
  readonly stateMachineAliasArn: string | undefined;
  readonly input: JsonDocument;
  /** Milliseconds since 1970. */
  readonly startDate: number;
  readonly traceHeader: string | undefined;
  /** Of the child execution of a map run. */
  readonly mapRun: MapRunMembership | undefined;
  readonly time: ExecutionTime;
  readonly history: ExecutionHistory;
  abort: AbortController;
  /** Settles when the execution has ended, and never rejects. */
  ended: Promise<void>;
  /** Set when it comes to a bad end: what a redrive goes on with. */
  stopped?: StoppedExecution | undefined;
  redriveCount: number;
  /** The last redrives that were asked for with a client token, the oldest first. */
  redriveTokens?: readonly RedriveToken[];
  /** Of the last redrive, in milliseconds since 1970. */
  redriveDate?: number | undefined;
  outcome?: ExecutionOutcome | undefined;
  stopDate?: number | undefined;
}

export interface StoppedExecution {
  readonly stoppedAt: StopPoint;
  readonly tasks: TaskIntegrations;
}

/** What makes a repeated RedriveExecution answer alike. */
export interface RedriveToken {
  readonly clientToken: string;
  /** Milliseconds since 1970. */
  readonly redriveDate: number;
}

export function statusOf(execution: Execution): ExecutionStatus {
  return execution.outcome?.status ?? 'RUNNING';
}
