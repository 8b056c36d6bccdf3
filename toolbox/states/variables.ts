import type { JsonDocument } from '../shared/json-document.ts';
import { type StateVisit, stateError } from './context-object.ts';

/**
 * The variables of a machine, of a branch of a Parallel state or of an iteration of an inline Map state. Inner scopes
 * read those around them and assign their own. The states inside a distributed Map state start from a new one.
 */
export interface VariableScope {
  readonly outer: VariableScope | undefined;
  /** Made with the first one: most executions have none. */
  variables: Map<string, JsonDocument> | undefined;
  /** What all scopes of the execution hold together. */
  readonly usage: { bytes: number };
}

export function createScope(): VariableScope {
  return { outer: undefined, variables: undefined, usage: { bytes: 0 } };
}

export function innerScope(outer: VariableScope): VariableScope {
  return { outer, variables: undefined, usage: outer.usage };
}

/** @returns undefined when neither this scope nor one around it has the variable */
export function lookUpVariable(scope: VariableScope, name: string): JsonDocument | undefined {
  for (let at: VariableScope | undefined = scope; at !== undefined; at = at.outer) {
    const value = at.variables?.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Of one `Assign`, and so of each variable, in bytes of JSON text. */
const ASSIGN_LIMIT_BYTES = 262_144;
/** Of all variables of an execution. */
const TOTAL_LIMIT_BYTES = 10 * 1024 * 1024;

/**
 * Sets all variables of an Assign at once.
 *
 * @throws StatesError States.DataLimitExceeded when they are too large, one by one or together
 * @see "Passing data between states with variables" (Step Functions Developer Guide)
 */
export function assignVariables(
  scope: VariableScope,
  assigned: ReadonlyMap<string, JsonDocument>,
  visit: StateVisit,
): void {
  const { variables = new Map<string, JsonDocument>(), usage } = scope;
  const sizes = [...assigned.values()].map(({ text }) => Buffer.byteLength(text));
  const added = sizes.reduce((total, size) => total + size, 0);
  if (added > ASSIGN_LIMIT_BYTES) {
    throw limitExceeded(visit, `The variables of one Assign have more than ${ASSIGN_LIMIT_BYTES}`);
  }
  const replaced = [...assigned.keys()]
    .map((name) => Buffer.byteLength(variables.get(name)?.text ?? ''))
    .reduce((total, size) => total + size, 0);
  if (usage.bytes + added - replaced > TOTAL_LIMIT_BYTES) {
    throw limitExceeded(
      visit,
      `The variables of the execution have more than ${TOTAL_LIMIT_BYTES}`,
    );
  }
  usage.bytes += added - replaced;
  for (const [name, value] of assigned) variables.set(name, value);
  scope.variables = variables;
}

/** Local runtime: the name of the error and its text are not documented. */
function limitExceeded(visit: StateVisit, reason: string): Error {
  return stateError(visit, `${reason} bytes.`, 'States.DataLimitExceeded');
}
