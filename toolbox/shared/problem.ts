/** A place in one of the developer's files; line and column count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Something wrong in the developer's files. `error`: AWS would refuse it; `warning`: it deploys but misbehaves. */
export interface Problem {
  readonly position: Position;
  readonly severity: 'error' | 'warning';
  /** Short name of the rule, such as `unresolved-reference`. */
  readonly rule: string;
  /** What was found, what is expected, how to mend it. */
  readonly message: string;
}

/** One line as the contract spells it: `file:line:column rule message`. */
export function formatProblem({ position, rule, message }: Problem): string {
  return `${position.file}:${position.line}:${position.column} ${rule} ${message}`;
}
