import type { JsonDocument } from '../shared/json-document.ts';

/** What a state gives: its output, and the state that follows. */
export interface Step {
  readonly output: JsonDocument;
  /** Undefined ends the branch. */
  readonly next: string | undefined;
}
