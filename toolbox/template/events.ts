import { API_EVENT, apiEventNodes, apiNameOf, HTTP_API_EVENT } from './api-event-nodes.ts';
import { childOf, isMapping, scalarText } from './nodes.ts';
import { isManaged } from './open-api/definition.ts';
import type { Resource, Scope } from './scope.ts';

/** Names each event source of SAM that starts nothing here. */
export function reportEvents(resource: Resource, scope: Scope): void {
  const { properties, logicalId } = resource;
  const events = childOf(properties, 'Events');
  const read = new Set(namesOfReadEvents(resource, scope));
  for (const [name, { keyPosition, value }] of isMapping(events) ? events.entries : []) {
    if (read.has(name)) continue;
    const type = scalarText(childOf(value, 'Type')) ?? 'without a type';
    const message = `the event "${name}" (${type}) of "${logicalId}" is not supported here: it starts nothing`;
    scope.problems.warning(keyPosition, 'unsupported-event', message);
  }
}

/** An API with a document of its own needs no method for the event of a state machine either. */
function namesOfReadEvents(resource: Resource, { resources }: Scope): string[] {
  const ofRestApis = apiEventNodes(resource, API_EVENT).filter((event) => {
    const api = resources.get(apiNameOf(event) ?? '');
    return resource.type === 'AWS::Serverless::Function' || (api && !isManaged(api));
  });
  return [...ofRestApis, ...apiEventNodes(resource, HTTP_API_EVENT)].map(({ name }) => name);
}
