import type { JsonDocument } from '../shared/json-document.ts';
import type { ExecutionOutcome } from '../states/execution.ts';
import type { ExecutionHistory } from '../states/history.ts';
import type { StateMachine } from './state-machine.ts';

export type ExecutionStatus = 'RUNNING' | ExecutionOutcome['status'];

/** One execution; `outcome` and `stopDate` are set when it ends. */
export interface Execution {
  /** Grows with each start: the order of ListExecutions. */
  readonly sequence: number;
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachine: StateMachine;
  readonly input: JsonDocument;
  /** Milliseconds since 1970. */
  readonly startDate: number;
  readonly traceHeader?: string;
  readonly history: ExecutionHistory;
  readonly abort: AbortController;
  outcome?: ExecutionOutcome;
  stopDate?: number;
}

export function statusOf(execution: Execution): ExecutionStatus {
  return execution.outcome?.status ?? 'RUNNING';
}
