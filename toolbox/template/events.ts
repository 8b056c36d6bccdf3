import { API_EVENT, apiEventNodes, HTTP_API_EVENT } from './api-event-nodes.ts';
import { FUNCTION_EVENTS, STATE_MACHINE_EVENTS } from './event-types.ts';
import { childOf, isMapping, type MappingEntry, scalarText } from './nodes.ts';
import type { Resource, Scope } from './scope.ts';

/** Names each event source of SAM that starts nothing here, and what SAM would refuse. */
export function reportEvents(resource: Resource, scope: Scope): void {
  const { properties, logicalId } = resource;
  const events = childOf(properties, 'Events');
  const read = new Set(
    [API_EVENT, HTTP_API_EVENT]
      .flatMap((type) => apiEventNodes(resource, type))
      .map(({ name }) => name),
  );
  for (const [name, event] of isMapping(events) ? events.entries : []) {
    if (read.has(name) || !isKnownEvent(name, event, resource, scope)) continue;
    const type = scalarText(childOf(event.value, 'Type'));
    const message = `the event "${name}" (${type}) of "${logicalId}" is not supported here: it starts nothing`;
    scope.problems.warning(event.keyPosition, 'unsupported-event', message);
  }
}

/** Whether SAM would take the event; what it would not take is reported. */
function isKnownEvent(
  name: string,
  { keyPosition, value }: MappingEntry,
  { logicalId, type: owner }: Resource,
  { problems }: Scope,
): boolean {
  const types = owner === 'AWS::Serverless::Function' ? FUNCTION_EVENTS : STATE_MACHINE_EVENTS;
  const type = scalarText(childOf(value, 'Type'));
  const required = type !== undefined && Object.hasOwn(types, type) ? types[type] : undefined;
  const label = `the event "${name}" of "${logicalId}"`;
  if (required === undefined) {
    const found = type === undefined ? 'has no Type' : `has the Type "${type}"`;
    const message = `${label} ${found}: SAM takes ${Object.keys(types).join(', ')}`;
    problems.error(keyPosition, 'unknown-event', message);
    return false;
  }
  const properties = childOf(value, 'Properties');
  const missing = required.filter((key) => childOf(properties, key) === undefined);
  for (const key of missing) {
    problems.error(keyPosition, 'missing-property', `${label} (${type}) has no ${key}: add it`);
  }
  return missing.length === 0;
}
