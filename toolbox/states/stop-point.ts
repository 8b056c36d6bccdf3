import type { JsonValue } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import type { VariableScope } from './variables.ts';

/** Where a line of states came to a bad end: a redrive goes on there. */
export interface StopPoint {
  readonly stateName: string;
  /** False for a line that was stopped on its way to the state. */
  readonly isEntered: boolean;
  /** The raw input of the state. */
  readonly input: JsonDocument;
  /** The variables as the state found them. */
  readonly scope: VariableScope;
  /** The lines inside the state, when they were running. */
  readonly lines: InnerLines | undefined;
}

/**
 * The branches of a Parallel state or the iterations of an inline Map state, by their index; those
 * that had not begun are not in it.
 */
export type InnerLines = ReadonlyMap<number, LineEnd>;

export type LineEnd = { readonly output: JsonValue } | { readonly stoppedAt: StopPoint };
