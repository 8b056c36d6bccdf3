import type { JsonValue } from '../shared/json.ts';
import type { DefinitionProblem, UnsupportedFeature } from './reader/definition-node.ts';
import { readDefinition } from './reader/read-definition.ts';

/** Everything for which AWS would refuse the definition, worded as the service words it where that is known. */
export function validateDefinition(
  value: JsonValue,
  type: 'STANDARD' | 'EXPRESS' = 'STANDARD',
): readonly DefinitionProblem[] {
  return readDefinition(value, type).problems;
}

/** What the definition uses and cannot be run yet: each state concerned fails when it is entered. */
export function unsupportedFeatures(value: JsonValue): readonly UnsupportedFeature[] {
  return readDefinition(value).unsupported;
}
