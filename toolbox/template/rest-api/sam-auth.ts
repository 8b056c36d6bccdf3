import type { ApiEvent } from '../api-events.ts';
import { resourcePathOf } from '../api-events.ts';
import { mappingAt, withEntries, withMember } from '../build-nodes.ts';
import {
  childOf,
  isMapping,
  itemsOf,
  type MappingEntry,
  type MappingNode,
  type TemplateNode,
} from '../nodes.ts';
import { takesFunctionEvents } from '../open-api/definition.ts';
import type { Resource, Scope } from '../scope.ts';
import { readApiAuth } from './api-auth.ts';
import { eventSecurity, overridesApiAuth } from './event-authorization.ts';
import { isInline, reportNotInline } from './sam-properties.ts';
import { withSamSchemes } from './sam-schemes.ts';
import { withDefaults } from './sam-security.ts';

/**
 * The document of an API of SAM with what its `Auth`, and that of its events, write into it: the
 * authorizers as security schemes, and the `security` of its operations.
 *
 * @param events - those of this API
 * @see "ApiAuth" (SAM Developer Guide)
 */
export function withAuth(
  document: MappingNode,
  api: Resource,
  events: readonly ApiEvent[],
  scope: Scope,
): MappingNode {
  const entry = scope.propertiesOf(api).entries.get('Auth');
  const own = takesFunctionEvents(api) ? [] : events.filter(overridesApiAuth);
  if (!isInline(document)) {
    const position = entry?.keyPosition ?? own[0]?.position;
    if (position !== undefined) reportNotInline('Auth', api.logicalId, position, scope.problems);
    return document;
  }
  const auth = readApiAuth(api, scope);
  for (const event of own) checkOperation(event, document, scope);
  const written = takesFunctionEvents(api) ? events : own;
  const declared = withSamSchemes(document, api, written, auth, scope);
  return withOperations(declared, (operation, path, key) => {
    const event = own.find((one) => resourcePathOf(one) === path && keyOf(one) === key);
    const stated = itemsOf(childOf(operation, 'security'));
    const added = event === undefined ? [] : eventSecurity(event, auth, scope);
    const security = withDefaults([...stated, ...added], key, auth);
    return security.length === 0 && stated.length === 0
      ? operation
      : withMember(operation, 'security', {
          kind: 'sequence',
          position: operation.position,
          items: security,
        });
  });
}

/** SAM takes no notice of an event for what the document does not have. */
function checkOperation(event: ApiEvent, document: MappingNode, { problems }: Scope): void {
  const { label, httpMethod, path, position } = event;
  const item = childOf(childOf(document, 'paths'), resourcePathOf(event));
  if (childOf(item, keyOf(event)) !== undefined) return;
  const message = `OverrideApiAuth of ${label} changes nothing: the document of its API has no ${httpMethod} ${path}`;
  problems.warning(position, 'unknown-method', message);
}

function keyOf({ httpMethod }: ApiEvent): string {
  return httpMethod === 'ANY' ? 'x-amazon-apigateway-any-method' : httpMethod.toLowerCase();
}

type ChangeOperation = (operation: MappingNode, path: string, key: string) => MappingNode;

function withOperations(document: MappingNode, change: ChangeOperation): MappingNode {
  const paths = mappingAt(document, 'paths');
  const items = [...paths.entries].map(([path, entry]): [string, MappingEntry] => [
    path,
    { ...entry, value: withItem(entry.value, path, change) },
  ]);
  return withMember(document, 'paths', withEntries(paths, items));
}

const OPERATION = /^(?:delete|get|head|options|patch|post|put|x-amazon-apigateway-any-method)$/i;

function withItem(item: TemplateNode, path: string, change: ChangeOperation): TemplateNode {
  if (!isMapping(item)) return item;
  const operations = [...item.entries]
    .filter(([key]) => OPERATION.test(key))
    .map(([key, entry]): [string, MappingEntry] => {
      const { value } = entry;
      return [key, isMapping(value) ? { ...entry, value: change(value, path, key) } : entry];
    });
  return withEntries(item, operations);
}
