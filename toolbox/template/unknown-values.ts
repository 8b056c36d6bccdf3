import type { TemplateNode } from './nodes.ts';

/**
 * Texts that stand for what only an account knows: the placeholders made here, and dynamic
 * references.
 */
const UNKNOWN = /<(?:ImportValue|SSM) [^>]*>|\{\{resolve:/;

/** The text that a value reads as that only an account knows. */
export function unknownValue(source: 'ImportValue' | 'SSM', name: string): string {
  return `<${source} ${name}>`;
}

/** Whether a resolved value has a part that is not known here. */
export function holdsUnknownValue(node: TemplateNode): boolean {
  if (node.kind === 'sequence') return node.items.some(holdsUnknownValue);
  if (node.kind === 'mapping') {
    return [...node.entries.values()].some(({ value }) => holdsUnknownValue(value));
  }
  return node.unresolved === true || UNKNOWN.test(String(node.value));
}
