import type { JsonDocument } from '../shared/json-document.ts';
import type { StateVisit } from './context-object.ts';
import { leaveState, type StateOutput } from './data-flow.ts';
import type { DataFlow } from './definition.ts';
import { type Eventual, whenReady } from './eventual.ts';
import type { OutputSource } from './jsonata/evaluate-jsonata.ts';

/** What a state gives: its output and variables, and the state that follows. */
export interface Step extends StateOutput {
  /** Undefined ends the branch. */
  readonly next: string | undefined;
}

/** Leaves a state as `leaveState` does, for the one that follows. */
export function stepTo(
  next: string | undefined,
  flow: DataFlow,
  source: OutputSource,
  data: JsonDocument,
  visit: StateVisit,
): Eventual<Step> {
  return whenReady(leaveState(flow, source, data, visit), ({ output, assigned }) => ({
    output,
    assigned,
    next,
  }));
}
