import type { Environment, Expression } from 'jsonata';

/** Keeps an evaluation within its bounds; one for each evaluation, handed over under `BOUNDS`. */
export interface EvaluationBounds {
  readonly deadlineMs: number;
  depth: number;
  steps: number;
}

/** A name that no expression can have: they consist of letters, digits and underscores. */
export const BOUNDS = ' bounds';

/** Local runtime: the limits of the service are not documented. */
const MAX_EVALUATION_MS = 10_000;
/** Counts what is being evaluated at the same time: the library takes all groups of a grouping at once. */
const MAX_DEPTH = 50_000;
/** How often others get their turn, in steps. */
const STEPS_PER_TURN = 1_000;
/** How often the time is looked at: one step can take long. */
const STEPS_PER_LOOK = 20;

/** An evaluation takes too long or goes too deep. */
export class EvaluationLimitError extends Error {
  override readonly name = 'EvaluationLimitError';
}

export function createBounds(): EvaluationBounds {
  return { deadlineMs: performance.now() + MAX_EVALUATION_MS, depth: 0, steps: 0 };
}

/** Makes the evaluations of an expression stop at their bounds, and others have their turn meanwhile. */
export function boundEvaluation(expression: Expression): void {
  assignHook(expression, 'jsonata.__evaluate_entry', enter);
  assignHook(expression, 'jsonata.__evaluate_exit', exit);
}

type Hook = (node: unknown, input: unknown, environment: Environment) => unknown;

function assignHook(expression: Expression, name: string, hook: Hook): void {
  // The types know string names only; the library looks its hooks up by symbols.
  expression.assign(Symbol.for(name) as unknown as string, hook);
}

function enter(
  _node: unknown,
  _input: unknown,
  environment: Environment,
): Promise<void> | undefined {
  const bounds = environment.lookup(BOUNDS) as EvaluationBounds;
  bounds.depth += 1;
  bounds.steps += 1;
  if (bounds.depth > MAX_DEPTH) throw new EvaluationLimitError('The expression nests too deep.');
  if (bounds.steps % STEPS_PER_LOOK !== 0) return undefined;
  if (performance.now() > bounds.deadlineMs) {
    throw new EvaluationLimitError('The evaluation takes too long.');
  }
  return bounds.steps % STEPS_PER_TURN === 0
    ? new Promise((resolve) => setImmediate(resolve))
    : undefined;
}

function exit(_node: unknown, _input: unknown, environment: Environment): void {
  (environment.lookup(BOUNDS) as EvaluationBounds).depth -= 1;
}
