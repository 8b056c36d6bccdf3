import { API_EVENT, apiEventNodes, HTTP_API_EVENT } from './api-event-nodes.ts';
import { childOf, isMapping, scalarText } from './nodes.ts';
import type { Resource, Scope } from './scope.ts';

/** Names each event source of SAM that starts nothing here. */
export function reportEvents(resource: Resource, scope: Scope): void {
  const { properties, logicalId } = resource;
  const events = childOf(properties, 'Events');
  const read = new Set(
    [API_EVENT, HTTP_API_EVENT]
      .flatMap((type) => apiEventNodes(resource, type))
      .map(({ name }) => name),
  );
  for (const [name, { keyPosition, value }] of isMapping(events) ? events.entries : []) {
    if (read.has(name)) continue;
    const type = scalarText(childOf(value, 'Type')) ?? 'without a type';
    const message = `the event "${name}" (${type}) of "${logicalId}" is not supported here: it starts nothing`;
    scope.problems.warning(keyPosition, 'unsupported-event', message);
  }
}
