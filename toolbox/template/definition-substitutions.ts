import type { Position } from '../shared/problem.ts';
import { replaceMatches } from './composite-scalar.ts';
import { type MappingNode, type ScalarNode, scalarText } from './nodes.ts';
import type { ProblemList } from './problem-list.ts';

const PLACEHOLDER = /\$\{([\w.:-]+)\}/g;

/** `DefinitionSubstitutions` of a state machine, which notes what is used. */
export interface Substitutions {
  /** Replaces every `${name}`; one that is not declared is reported. */
  substitute(text: ScalarNode): ScalarNode;
  /** To call at the end. */
  reportUnused(): void;
}

/**
 * Values go in as they are, without quotes or escapes, as the service does it.
 *
 * @see "DefinitionSubstitutions" (AWS::StepFunctions::StateMachine)
 */
export function definitionSubstitutions(
  declared: MappingNode | undefined,
  problems: ProblemList,
): Substitutions {
  const used = new Set<string>();
  const reportUnknown = (name: string, position: Position): void => {
    const names = [...(declared?.entries.keys() ?? [])].join(', ') || 'none';
    const message = `\${${name}} is not among the DefinitionSubstitutions (${names}): declare it there or correct the name`;
    problems.error(position, 'unknown-substitution', message);
  };
  return {
    substitute: (node) =>
      replaceMatches(node, PLACEHOLDER, ({ 1: name = '', index, input }, position) => {
        const entry = declared?.entries.get(name);
        if (entry !== undefined) {
          used.add(name);
          return scalarText(entry.value) ?? '';
        }
        // $${name} and \${name} are meant as text.
        if (!/[$\\]/.test(input.charAt(index - 1))) reportUnknown(name, position);
        return undefined;
      }),
    reportUnused() {
      for (const [name, { keyPosition }] of declared?.entries ?? []) {
        if (used.has(name)) continue;
        const message = `the definition has no \${${name}}: remove the substitution or use it`;
        problems.warning(keyPosition, 'unused-substitution', message);
      }
    },
  };
}
