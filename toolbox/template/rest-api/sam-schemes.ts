import type { ApiEvent } from '../api-events.ts';
import {
  type BuildableMembers,
  buildMapping,
  mappingAt,
  withEntries,
  withMember,
} from '../build-nodes.ts';
import { childOf, isMapping, type MappingEntry, type MappingNode } from '../nodes.ts';
import type { Resource, Scope } from '../scope.ts';
import { type ApiAuth, isTrue } from './api-auth.ts';
import { samAuthorizerScheme } from './sam-authorizers.ts';

const AWS_IAM: BuildableMembers = {
  type: 'apiKey',
  name: 'Authorization',
  in: 'header',
  'x-amazon-apigateway-authtype': 'awsSigv4',
};
const API_KEY: BuildableMembers = { type: 'apiKey', name: 'x-api-key', in: 'header' };

/**
 * The document with the security schemes that SAM declares: IAM, the API key where one is asked
 * for, and the authorizers. In a document of OpenAPI 3 they take the place of its own.
 *
 * @param events - those whose `Auth` SAM writes into the document
 */
export function withSamSchemes(
  document: MappingNode,
  api: Resource,
  events: readonly ApiEvent[],
  auth: ApiAuth,
  scope: Scope,
): MappingNode {
  const authorizers = authorizerSchemes(api, auth, scope);
  const isKeyAsked = auth.apiKeyRequired || events.some(asksForKey);
  const standard = buildMapping(document.position, {
    AWS_IAM,
    ...(isKeyAsked && { api_key: API_KEY }),
  });
  if (document.entries.has('swagger')) {
    const own = mappingAt(document, 'securityDefinitions');
    const all = withEntries(standard, [...own.entries, ...authorizers]);
    return withMember(document, 'securityDefinitions', all);
  }
  const components = mappingAt(document, 'components');
  const own = mappingAt(components, 'securitySchemes');
  const isReplaced =
    isKeyAsked || authorizers.length > 0 || auth.defaultAuthorizer?.name === 'AWS_IAM';
  if (isReplaced) reportReplaced(own, api, scope);
  const all = withEntries(standard, [...(isReplaced ? [] : own.entries), ...authorizers]);
  return withMember(document, 'components', withMember(components, 'securitySchemes', all));
}

function authorizerSchemes(
  { logicalId }: Resource,
  { authorizers }: ApiAuth,
  { identity, problems }: Scope,
): [string, MappingEntry][] {
  const entries = isMapping(authorizers) ? [...authorizers.entries] : [];
  return entries.map(([name, { keyPosition, value }]) => {
    const owner = `authorizer "${name}" of API "${logicalId}"`;
    const authorizer = isMapping(value) ? value : buildMapping(value.position, {});
    const scheme = samAuthorizerScheme(authorizer, owner, { identity, problems });
    return [name, { keyPosition, value: scheme }];
  });
}

function asksForKey({ properties }: ApiEvent): boolean {
  return isTrue(childOf(childOf(properties, 'Auth'), 'ApiKeyRequired')) ?? false;
}

function reportReplaced(own: MappingNode, { logicalId }: Resource, { problems }: Scope): void {
  if (own.entries.size === 0) return;
  const message = `SAM puts what Auth of API "${logicalId}" declares in the place of "components: securitySchemes" of the document: declare all of them in one place`;
  problems.warning(own.position, 'replaced-security-schemes', message);
}
