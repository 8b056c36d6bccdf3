import type { JsonDocument } from '../shared/json-document.ts';
import type { MapItem } from './context-object.ts';
import type { StateGraph } from './definition.ts';
import type { ExecutionOutcome } from './execution.ts';

/** What a Map state of the processing mode DISTRIBUTED asks the service for. */
export interface MapRunRequest {
  readonly stateName: string;
  readonly Label: string | undefined;
  readonly ExecutionType: 'STANDARD' | 'EXPRESS';
  readonly processor: StateGraph;
  readonly limits: MapRunLimits;
  /** The execution goes on with the map run that this state had before. */
  readonly isRedriven: boolean;
}

/** UpdateMapRun may change them while the map run lasts. */
export interface MapRunLimits {
  /** 0 is no limit. */
  maxConcurrency: number;
  toleratedFailureCount: number;
  /** From 0 to 100. */
  toleratedFailurePercentage: number;
}

/** What one child execution works on. */
export interface ChildInput {
  readonly input: JsonDocument;
  /** More than 1 for a batch. */
  readonly itemCount: number;
  readonly mapItem: MapItem;
}

/** A child execution that has ended. */
export interface ChildExecution extends ChildInput {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startDate: number;
  readonly stopDate: number;
  readonly outcome: ExecutionOutcome;
}

/** A map run as the service keeps it. */
export interface MapRun {
  readonly mapRunArn: string;
  readonly limits: Readonly<MapRunLimits>;
  /** 0 for a map run that has just begun. */
  readonly redriveCount: number;
  /** Tells how much there is to do, once that is known. */
  announce(children: readonly ChildInput[]): void;
  /**
   * Runs a child execution to its end; the signal stops it before. One of a redriven map run goes on
   * where it was.
   */
  runChild(child: ChildInput, signal: AbortSignal): Promise<ChildExecution>;
  end(status: 'SUCCEEDED' | 'FAILED' | 'ABORTED'): void;
}

export type StartMapRun = (request: MapRunRequest) => MapRun;
