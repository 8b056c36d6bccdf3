import { ACCOUNT_VALUE } from '../shared/account-value.ts';
import type { TemplateNode } from './nodes.ts';

/** Whether a resolved value has a part that is not known here. */
export function holdsUnknownValue(node: TemplateNode): boolean {
  if (node.kind === 'sequence') return node.items.some(holdsUnknownValue);
  if (node.kind === 'mapping') {
    return [...node.entries.values()].some(({ value }) => holdsUnknownValue(value));
  }
  return node.unresolved === true || ACCOUNT_VALUE.test(String(node.value));
}
