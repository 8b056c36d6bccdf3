import { childOf, isMapping, scalarText, type TemplateNode } from './nodes.ts';
import type { Resource, Scope } from './scope.ts';

/** Names each event source of SAM that starts nothing here. */
export function reportEvents({ properties, logicalId }: Resource, scope: Scope): void {
  const events = childOf(properties, 'Events');
  for (const [name, { keyPosition, value }] of isMapping(events) ? events.entries : []) {
    const type = scalarText(childOf(value, 'Type')) ?? 'without a type';
    if (type === 'Api' && isInDocument(childOf(value, 'Properties'), scope)) continue;
    const message = `the event "${name}" (${type}) of "${logicalId}" is not supported here: it starts nothing`;
    scope.problems.warning(keyPosition, 'unsupported-event', message);
  }
}

/** An API with a document of its own takes nothing but a permission from the event. */
function isInDocument(event: TemplateNode | undefined, { resources }: Scope): boolean {
  const apiId = childOf(event, 'RestApiId');
  const api = resources.get(scalarText(childOf(apiId, 'Ref')) ?? scalarText(apiId) ?? '');
  return ['DefinitionBody', 'DefinitionUri'].some((key) => api?.properties.entries.has(key));
}
