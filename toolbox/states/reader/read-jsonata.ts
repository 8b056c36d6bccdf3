import {
  compileJsonata,
  type JsonataExpression,
  JsonataSyntaxError,
} from '../jsonata/jsonata-expression.ts';
import { type DefinitionNode, locationOf, noteReferences, report } from './definition-node.ts';

/** Compiles what stands between `{%` and `%}`; the node is at the place of the string. */
export function readJsonata(node: DefinitionNode, source: string): JsonataExpression | undefined {
  const location = locationOf(node);
  try {
    const expression = compileJsonata(source, location);
    const { variables, statesMembers } = expression.names;
    noteReferences(node, variables);
    for (const member of inaccessibleMembers(node, location)) {
      if (!statesMembers.has(member)) continue;
      report(node, node.pointer, `'$states.${member}' is not accessible in this field`);
    }
    return expression;
  } catch (error) {
    if (!(error instanceof JsonataSyntaxError)) throw error;
    report(node, node.pointer, `The JSONata expression '${source}' is invalid. ${error.message}`);
    return undefined;
  }
}

const TYPES_WITH_RESULT: ReadonlySet<string | undefined> = new Set(['Task', 'Parallel', 'Map']);

/**
 * What the field cannot see of `$states`: the result is for the Output and Assign of states that have one, the error for
 * those of catchers.
 *
 * @see "Transforming data with JSONata in Step Functions" (Step Functions Developer Guide)
 */
function inaccessibleMembers({ state }: DefinitionNode, location: string): string[] {
  if (location.startsWith('Catch')) return ['result'];
  const isLeaving = /^(Output|Assign)\b/.test(location);
  return isLeaving && TYPES_WITH_RESULT.has(state.type)
    ? ['errorOutput']
    : ['result', 'errorOutput'];
}
