import type { MapRunLimits } from '../states/map-run.ts';

export type MapRunStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';

/** Child executions, or the items that they work on, by what has become of them. */
export interface MapRunCounts {
  pending: number;
  running: number;
  succeeded: number;
  failed: number;
  timedOut: number;
  aborted: number;
}

/** A map run, as DescribeMapRun shows it. */
export interface MapRunRecord {
  /** Grows with each start: the order of ListMapRuns. */
  readonly sequence: number;
  readonly mapRunArn: string;
  /** Of the execution whose Map state it belongs to. */
  readonly executionArn: string;
  /** Of the child executions. */
  readonly stateMachineArn: string;
  /** Milliseconds since 1970. */
  readonly startDate: number;
  stopDate?: number | undefined;
  status: MapRunStatus;
  limits: MapRunLimits;
  executionCounts: MapRunCounts;
  itemCounts: MapRunCounts;
  redriveCount: number;
  /** Of the last redrive, in milliseconds since 1970. */
  redriveDate?: number;
  /** The child executions, by the index of their item or batch. */
  readonly childArns: string[];
}

/** Map runs by ARN. Those that have ended are forgotten beyond `keep`, the first to end first. */
export interface MapRunStore {
  nextSequence(): number;
  add(mapRun: MapRunRecord): void;
  /** Counts the map run as ended, which may make the store forget others. */
  ended(mapRun: MapRunRecord): void;
  /** Counts the map run as running again. */
  resumed(mapRun: MapRunRecord): void;
  get(mapRunArn: string): MapRunRecord | undefined;
  /** From the newest start to the oldest. */
  ofExecution(executionArn: string): readonly MapRunRecord[];
}

export function createMapRunStore(keep: number): MapRunStore {
  let sequence = 0;
  const byArn = new Map<string, MapRunRecord>();
  /** In the order in which they ended. */
  const ended = new Set<string>();
  return {
    nextSequence() {
      sequence += 1;
      return sequence;
    },
    add(mapRun) {
      byArn.set(mapRun.mapRunArn, mapRun);
    },
    ended({ mapRunArn }) {
      ended.add(mapRunArn);
      if (ended.size <= keep) return;
      const [oldest] = ended;
      if (oldest === undefined) return;
      ended.delete(oldest);
      byArn.delete(oldest);
    },
    resumed({ mapRunArn }) {
      ended.delete(mapRunArn);
    },
    get: (mapRunArn) => byArn.get(mapRunArn),
    ofExecution: (executionArn) =>
      [...byArn.values()].filter((mapRun) => mapRun.executionArn === executionArn).reverse(),
  };
}
