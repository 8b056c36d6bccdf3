import type { ApiEvent } from '../api-events.ts';
import { resourcePathOf } from '../api-events.ts';
import { type BuildableMembers, buildMapping, withEntries } from '../build-nodes.ts';
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
import { type ApiAuth, authorizerScopes, isAuthorizer, readApiAuth } from './api-auth.ts';
import { eventSecurity, NO_API_KEY, overridesApiAuth } from './event-authorization.ts';
import { samAuthorizerScheme } from './sam-authorizers.ts';
import { isInline, reportNotInline } from './sam-properties.ts';

/** What SAM declares where it is used. */
const SAM_SCHEMES: BuildableMembers = {
  AWS_IAM: {
    type: 'apiKey',
    name: 'Authorization',
    in: 'header',
    'x-amazon-apigateway-authtype': 'awsSigv4',
  },
  api_key: { type: 'apiKey', name: 'x-api-key', in: 'header' },
};

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
  const declared = withSchemes(document, api, auth, scope);
  return withOperations(declared, (operation, path, key) => {
    const event = own.find((one) => resourcePathOf(one) === path && keyOf(one) === key);
    const written = itemsOf(childOf(operation, 'security'));
    const added = event === undefined ? [] : eventSecurity(event, auth, scope);
    const security = withDefaults([...written, ...added], key, auth);
    return security.length === 0 && written.length === 0
      ? operation
      : withMember(operation, 'security', {
          kind: 'sequence',
          position: operation.position,
          items: security,
        });
  });
}

function keyOf({ httpMethod }: ApiEvent): string {
  return httpMethod === 'ANY' ? 'x-amazon-apigateway-any-method' : httpMethod.toLowerCase();
}

function withSchemes(
  document: MappingNode,
  { logicalId }: Resource,
  { authorizers }: ApiAuth,
  { identity, problems }: Scope,
): MappingNode {
  const { position } = document;
  const own = isMapping(authorizers) ? [...authorizers.entries] : [];
  const schemes = own.map(([name, { keyPosition, value }]): [string, MappingEntry] => {
    const owner = `authorizer "${name}" of API "${logicalId}"`;
    const authorizer = isMapping(value) ? value : buildMapping(value.position, {});
    const sources = { identity, problems };
    return [name, { keyPosition, value: samAuthorizerScheme(authorizer, owner, sources) }];
  });
  const standard = buildMapping(position, SAM_SCHEMES).entries;
  if (document.entries.has('swagger')) {
    return withSection(document, 'securityDefinitions', standard, schemes);
  }
  const components = mappingAt(document, 'components');
  const section = withSection(components, 'securitySchemes', standard, schemes);
  return withMember(document, 'components', section);
}

function withSection(
  parent: MappingNode,
  key: string,
  defaults: MappingNode['entries'],
  entries: readonly (readonly [string, MappingEntry])[],
): MappingNode {
  const section = mappingAt(parent, key);
  const all = [...defaults, ...section.entries, ...entries];
  return withMember(parent, key, withEntries(section, all));
}

function withMember(parent: MappingNode, key: string, value: TemplateNode): MappingNode {
  const keyPosition = parent.entries.get(key)?.keyPosition ?? parent.position;
  return withEntries(parent, [[key, { keyPosition, value }]]);
}

function mappingAt(parent: MappingNode, key: string): MappingNode {
  const node = childOf(parent, key);
  return isMapping(node) ? node : buildMapping(parent.position, {});
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

/** The marker of a method that takes not the default authorizer. */
const NO_AUTHORIZER = 'NONE';

/** The `security` of an operation with what the API asks of all. */
function withDefaults(
  security: readonly TemplateNode[],
  key: string,
  auth: ApiAuth,
): readonly TemplateNode[] {
  const isPreflight = key === 'options';
  const authorized =
    isPreflight && !auth.addDefaultAuthorizerToPreflight
      ? security
      : withDefaultAuthorizer(security, auth);
  const keyed = withDefaultApiKey(authorized, isPreflight, auth);
  return keyed.filter((item) => !names(item, [NO_AUTHORIZER, NO_API_KEY]));
}

function withDefaultAuthorizer(
  security: readonly TemplateNode[],
  auth: ApiAuth,
): readonly TemplateNode[] {
  const { defaultAuthorizer } = auth;
  if (defaultAuthorizer === undefined) return security;
  const isOwn = (item: TemplateNode): boolean =>
    isMapping(item) && [...item.entries.keys()].some((name) => isAuthorizer(name, auth));
  const others = security.filter((item) => !isOwn(item));
  if (others.some((item) => names(item, [NO_AUTHORIZER]))) return others;
  const own = security.filter(isOwn);
  if (own.length > 0) return [...others, ...own];
  const { name, position } = defaultAuthorizer;
  const scopes = authorizerScopes(name, auth);
  return [...others, buildMapping(position, { [name]: scopes })];
}

function withDefaultApiKey(
  security: readonly TemplateNode[],
  isPreflight: boolean,
  auth: ApiAuth,
): readonly TemplateNode[] {
  if (!auth.apiKeyRequired) return security;
  const others = security.filter((item) => !names(item, ['api_key', NO_API_KEY]));
  if (isPreflight && !auth.addApiKeyRequiredToPreflight) return others;
  if (security.some((item) => names(item, [NO_API_KEY]))) return others;
  return [...others, buildMapping(security[0]?.position ?? auth.position, { api_key: [] })];
}

function names(item: TemplateNode, keys: readonly string[]): boolean {
  return isMapping(item) && keys.some((key) => item.entries.has(key));
}
