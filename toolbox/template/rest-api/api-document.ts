import { API_EVENT, apiEventNodes, apiNameOf } from '../api-event-nodes.ts';
import { type ApiEvent, startsFunction } from '../api-events.ts';
import { isCreated } from '../conditions.ts';
import { childOf, isMapping, type MappingNode, scalarText, type TemplateNode } from '../nodes.ts';
import { definitionOf, isManaged } from '../open-api/definition.ts';
import type { Resource, Scope } from '../scope.ts';
import type { TemplateFiles } from '../template-files.ts';
import { managedDocument, mergedDocument } from './event-methods.ts';
import { hasMethodResources } from './resources/members-of.ts';
import { withAuth } from './sam-auth.ts';
import { withSamProperties } from './sam-properties.ts';

/** What the API of a template is read with. */
export interface DefinitionSources {
  readonly scope: Scope;
  readonly files: TemplateFiles;
  readonly events: readonly ApiEvent[];
}

/** The OpenAPI document of an API; undefined when it has none that could be read. */
export function apiDocument(
  resource: Resource,
  sources: DefinitionSources,
): TemplateNode | undefined {
  if (resource.type !== 'AWS::Serverless::Api') return writtenDocument(resource, sources);
  return isManaged(resource)
    ? samDocument(resource, sources)
    : completedDocument(resource, sources);
}

/** The document that SAM writes. */
function samDocument(
  resource: Resource,
  { events, scope }: DefinitionSources,
): MappingNode | undefined {
  const { logicalId, position } = resource;
  const own = events.filter(({ api }) => api === resource);
  if (own.length === 0 && !hasMethodResources(resource, scope)) {
    if (hasApiEvent(resource, scope)) return undefined;
    const message = `API "${logicalId}" has no method, and without one API Gateway does not deploy it: give it DefinitionBody, or a function an event of type Api`;
    scope.problems.error(position, 'missing-method', message);
  }
  const node = withSamProperties(managedDocument(resource, own, scope), resource, scope);
  return withAuth(node, resource, own, scope);
}

/**
 * Whether an event is, or may be, meant for the API that makes no method of it here: all of them
 * are reported.
 */
function hasApiEvent({ logicalId }: Resource, scope: Scope): boolean {
  return [...scope.resources.values()]
    .filter((owner) => isCreated(owner, scope))
    .flatMap((owner) => apiEventNodes(owner, API_EVENT))
    .map((event) => apiNameOf(event) ?? '')
    .some((name) => name === logicalId || !scope.resources.has(name));
}

/** A document of the developer's own, with what SAM adds to it. */
function completedDocument(
  resource: Resource,
  { scope, files, events }: DefinitionSources,
): TemplateNode | undefined {
  const properties = scope.propertiesOf(resource);
  const node = definitionOf(resource, properties, scope, files);
  if (!isMapping(node)) return node;
  const isInFile = childOf(properties, 'DefinitionBody') === undefined;
  const document: MappingNode = isInFile ? { ...node, isIncluded: true } : node;
  const isMerged = scalarText(childOf(properties, 'MergeDefinitions')) === 'true';
  const own = events.filter((event) => event.api === resource && startsFunction(event));
  const merged = isMerged ? mergedDocument(document, resource, own, scope) : document;
  const complete = withSamProperties(merged, resource, scope);
  return withAuth(complete, resource, own, scope);
}

/** A document in the template or beside it, which an API with methods of its own may do without. */
function writtenDocument(
  resource: Resource,
  { scope, files }: DefinitionSources,
): TemplateNode | undefined {
  const properties = scope.propertiesOf(resource);
  const hasDocument = ['Body', 'BodyS3Location'].some((key) => properties.entries.has(key));
  if (!hasDocument && hasMethodResources(resource, scope)) return undefined;
  return definitionOf(resource, properties, scope, files);
}
