import { conditionEvaluator } from './conditions.ts';
import { INTRINSIC_FUNCTIONS } from './intrinsic-functions.ts';
import {
  type MappingNode,
  mapChildren,
  type ScalarNode,
  type TemplateNode,
  unresolvedNode,
} from './nodes.ts';
import type { Resource, Scope, Stack } from './scope.ts';

/** Makes the values of a stack's template available with its intrinsic functions resolved. */
export function createScope(stack: Stack): Scope {
  const evaluate = conditionEvaluator();
  const properties = new Map<Resource, MappingNode>();
  const scope: Scope = {
    ...stack,
    naming: new Set(),
    resolve: (node) => resolve(node, scope),
    propertiesOf(resource) {
      const known = properties.get(resource);
      if (known !== undefined) return known;
      const resolved = mapChildren(resource.properties, (child) => resolve(child, scope));
      properties.set(resource, resolved);
      return resolved;
    },
    isConditionTrue: (name, position) => evaluate(name, position, scope),
  };
  return scope;
}

/** The name of the intrinsic function that a mapping calls. */
export function intrinsicNameOf({ entries }: MappingNode): string | undefined {
  if (entries.size !== 1) return undefined;
  const [name] = entries.keys();
  return name === 'Ref' || name?.startsWith('Fn::') ? name : undefined;
}

function resolve(node: TemplateNode, scope: Scope): TemplateNode | undefined {
  if (node.kind === 'scalar') return checked(node, scope);
  const name = node.kind === 'mapping' ? intrinsicNameOf(node) : undefined;
  if (node.kind === 'mapping' && name !== undefined) {
    const result = call(node, name, scope);
    return result?.kind === 'scalar' ? checked(result, scope) : result;
  }
  return mapChildren(node, (child) => resolve(child, scope));
}

/** Names a dynamic reference, whose value exists in an account only. */
function checked(node: ScalarNode, { problems }: Scope): ScalarNode {
  if (typeof node.value === 'string' && node.value.includes('{{resolve:')) {
    const message = `the dynamic reference in "${node.value}" is not resolved here: it stays as it is`;
    problems.warning(node.position, 'unsupported-dynamic-reference', message);
  }
  return node;
}

function call(node: MappingNode, name: string, scope: Scope): TemplateNode | undefined {
  const { position } = node;
  const argument = node.entries.get(name)?.value ?? unresolvedNode(position);
  const intrinsic = INTRINSIC_FUNCTIONS[name];
  if (intrinsic !== undefined) {
    // A short tag stands in front of its argument; the long form begins at its key.
    const start = node.entries.get(name)?.keyPosition ?? position;
    return intrinsic({ name, argument, position: start }, scope);
  }
  const message = `${name} is no intrinsic function of CloudFormation: check its spelling`;
  scope.problems.error(position, 'unknown-intrinsic', message);
  return unresolvedNode(position);
}
