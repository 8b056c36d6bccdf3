import type { Position } from '../shared/problem.ts';
import { replaceMatches } from './composite-scalar.ts';
import { isMapping, type MappingNode, scalarText, unresolvedNode } from './nodes.ts';
import { attributeText, generatedText, referenceText } from './references.ts';
import type { IntrinsicFunction, Scope } from './scope.ts';

const PLACEHOLDER = /\$\{([^}]*)\}/g;
const NAME = /^[\w.:]+$/;

/** `Fn::Sub`: text with `${…}`, or a list of the text and its own variables. */
export const sub: IntrinsicFunction = ({ argument, position }, scope) => {
  const [template, variables, ...more] =
    argument.kind === 'sequence' ? argument.items : [argument, undefined];
  const isText = template?.kind === 'scalar' && typeof template.value !== 'object';
  if (!isText || more.length > 0 || (variables !== undefined && !isMapping(variables))) {
    const message = 'Fn::Sub needs a text, or a list of a text and a mapping of variables';
    scope.problems.error(position, 'invalid-intrinsic', message);
    return unresolvedNode(position);
  }
  return replaceMatches(template, PLACEHOLDER, ([, written = ''], place) => {
    if (written.startsWith('!')) return `\${${written.slice(1)}}`;
    const name = written.trim();
    return variableText(variables, name, scope) ?? placeholderText(name, place, scope);
  });
};

function variableText(
  variables: MappingNode | undefined,
  name: string,
  scope: Scope,
): string | undefined {
  const node = variables?.entries.get(name)?.value;
  if (node === undefined) return undefined;
  const resolved = scope.resolve(node);
  if (resolved?.kind === 'scalar') return scalarText(resolved) ?? '';
  const message = `the variable "${name}" of Fn::Sub is no text: join a list with Fn::Join`;
  scope.problems.error(node.position, 'invalid-intrinsic', message);
  return '';
}

function placeholderText(name: string, position: Position, scope: Scope): string | undefined {
  if (!NAME.test(name)) {
    const message = `\${${name}} in Fn::Sub holds more than letters, digits, "_", "." and ":": write \${!${name}} to keep it as text`;
    scope.problems.error(position, 'invalid-intrinsic', message);
    return undefined;
  }
  const dot = name.includes('::') ? -1 : name.indexOf('.');
  if (dot === -1) return referenceText(name, position, scope);
  return (
    generatedText(name, position, scope) ??
    attributeText(name.slice(0, dot), name.slice(dot + 1), position, scope)
  );
}
