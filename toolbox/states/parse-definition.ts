import type { JsonValue } from '../shared/json.ts';
import type { StateMachineDefinition } from './definition.ts';
import { readDefinition } from './reader/read-definition.ts';

/**
 * Compiles a definition.
 *
 * @throws Error when `validateDefinition` has something to report
 */
export function parseDefinition(
  value: JsonValue,
  type: 'STANDARD' | 'EXPRESS' = 'STANDARD',
): StateMachineDefinition {
  const { definition, problems } = readDefinition(value, type);
  const [problem] = problems;
  if (problem === undefined) return definition;
  throw new Error(`${problem.code}: ${problem.message} at ${problem.pointer}`);
}
