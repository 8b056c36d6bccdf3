import type { Position } from '../shared/problem.ts';
import { isMapping, type MappingNode, scalarText, type TemplateNode } from './nodes.ts';
import { intrinsicNameOf } from './resolver.ts';

/** A place where a template names a parameter, pseudo parameter or resource. */
export interface Reference {
  readonly name: string;
  readonly position: Position;
}

const PLACEHOLDER = /\$\{([\w.:]+)\}/g;

/**
 * Every reference by `Ref`, `Fn::GetAtt` and `Fn::Sub` below a node.
 *
 * @param isTrue - to look only at the branch of an `Fn::If` that its condition chooses
 */
export function collectReferences(
  node: TemplateNode,
  isTrue?: (condition: string, position: Position) => boolean,
): Reference[] {
  const found: Reference[] = [];
  const visit = (current: TemplateNode): void => {
    if (current.kind === 'sequence') {
      current.items.forEach(visit);
    } else if (current.kind === 'mapping') {
      found.push(...ownReferences(current));
      for (const child of childrenOf(current, isTrue)) visit(child);
    }
  };
  visit(node);
  return found;
}

function childrenOf(
  node: MappingNode,
  isTrue: ((condition: string, position: Position) => boolean) | undefined,
): TemplateNode[] {
  const choice = node.entries.get('Fn::If')?.value;
  const [condition, whenTrue, whenFalse] = choice?.kind === 'sequence' ? choice.items : [];
  const name = scalarText(condition);
  if (isTrue === undefined || name === undefined || node.entries.size !== 1) {
    return [...node.entries.values()].map(({ value }) => value);
  }
  const chosen = isTrue(name, node.position) ? whenTrue : whenFalse;
  return chosen === undefined ? [] : [chosen];
}

function ownReferences(node: MappingNode): Reference[] {
  const intrinsic = intrinsicNameOf(node);
  const entry = intrinsic === undefined ? undefined : node.entries.get(intrinsic);
  if (entry === undefined) return [];
  const { value: argument, keyPosition: position } = entry;
  const first = argument.kind === 'sequence' ? argument.items[0] : argument;
  const text = scalarText(first);
  if (first?.kind !== 'scalar' || text === undefined) return [];
  switch (intrinsic) {
    case 'Ref':
      return [{ name: text, position }];
    case 'Fn::GetAtt':
      return [{ name: argument.kind === 'sequence' ? text : beforeDot(text), position }];
    case 'Fn::Sub': {
      const variables = argument.kind === 'sequence' ? argument.items[1] : undefined;
      const own = isMapping(variables) ? variables.entries : undefined;
      return [...text.matchAll(PLACEHOLDER)]
        .filter(([, name = '']) => !own?.has(name))
        .map(({ 1: name = '', index }) => ({
          name: name.includes('::') ? name : beforeDot(name),
          position: first.positionAt?.(index) ?? position,
        }));
    }
    default:
      return [];
  }
}

function beforeDot(name: string): string {
  return name.split('.', 1)[0] ?? name;
}
