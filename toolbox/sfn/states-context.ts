import type { AwsIdentity } from '../shared/arn.ts';
import type { Clock } from '../shared/clock.ts';
import type { Authorize } from '../shared/principal.ts';
import type { TaskIntegrations } from '../states/execution.ts';
import type { HistoryRecord } from '../states/history.ts';
import type { Activities } from './activities.ts';
import type { Execution } from './execution.ts';
import type { ExecutionStore } from './execution-store.ts';
import type { ExecutionTime } from './execution-time.ts';
import type { MapRunStore } from './map-run-store.ts';
import type { StateMachine } from './state-machine.ts';
import type { StateMachineStore } from './state-machine-store.ts';
import type { TaskTokens } from './task-tokens.ts';

/** What the operations share: the state of the service and its effects. */
export interface StatesContext {
  /** Whose resources these are. */
  readonly identity: AwsIdentity;
  readonly stateMachines: StateMachineStore;
  readonly executions: ExecutionStore;
  readonly mapRuns: MapRunStore;
  readonly activities: Activities;
  readonly taskTokens: TaskTokens;
  readonly clock: Clock;
  /** Gives the time of a new execution. */
  readonly newTime: () => ExecutionTime;
  /** From 0 to 1, as `Math.random`. */
  readonly random: () => number;
  readonly uuid: () => string;
  /**
   * Tells how the tasks of one execution are done; `testCase` is a case of the mock configuration.
   *
   * @throws ServiceError when there is no such case
   */
  readonly taskIntegrations: (
    machine: StateMachine,
    testCase: string | undefined,
  ) => TaskIntegrations;
  /** Asked about callers that have a principal; without it they may do everything. */
  readonly authorize?: Authorize | undefined;
  readonly onStarted?: (execution: Execution) => void;
  readonly onTransition?: ((execution: Execution, record: HistoryRecord) => void) | undefined;
  readonly onEnded?: (execution: Execution) => void;
  /** A fault of this program, which the caller sees as InternalFailure. */
  readonly onFault: (error: unknown) => void;
}
