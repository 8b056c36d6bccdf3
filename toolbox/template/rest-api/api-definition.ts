import { API_EVENT, apiEventNodes, apiNameOf } from '../api-event-nodes.ts';
import { type ApiEvent, startsFunction } from '../api-events.ts';
import { isCreated } from '../conditions.ts';
import type { Method } from '../model.ts';
import { childOf, isMapping, scalarText } from '../nodes.ts';
import { definitionOf, isManaged } from '../open-api/definition.ts';
import type { Resource, Scope } from '../scope.ts';
import type { TemplateFiles } from '../template-files.ts';
import { managedDocument, mergedDocument } from './event-methods.ts';
import { schemasOf } from './models.ts';
import { type ApiDefinition, readDefinition } from './read-definition.ts';
import { documentOfResources } from './resources/document-of-resources.ts';
import { withAuth } from './sam-auth.ts';
import { withSamProperties } from './sam-properties.ts';

/** What the API of a template is read with. */
export interface DefinitionSources {
  readonly scope: Scope;
  readonly files: TemplateFiles;
  readonly events: readonly ApiEvent[];
}

/** Undefined when there is nothing of the API that could be served here, which is reported. */
export function apiDefinition(
  resource: Resource,
  sources: DefinitionSources,
): ApiDefinition | undefined {
  if (resource.type !== 'AWS::Serverless::Api') return definitionWithResources(resource, sources);
  return isManaged(resource)
    ? managedDefinition(resource, sources)
    : importedDefinition(resource, sources);
}

/** The document that SAM writes. */
function managedDefinition(
  resource: Resource,
  { events, scope }: DefinitionSources,
): ApiDefinition | undefined {
  const { logicalId, position } = resource;
  const own = events.filter(({ api }) => api === resource);
  if (own.length === 0) {
    if (hasApiEvent(resource, scope)) return undefined;
    const message = `API "${logicalId}" has no method, and without one API Gateway does not deploy it: give it DefinitionBody, or a function an event of type Api`;
    scope.problems.error(position, 'missing-method', message);
  }
  const node = withSamProperties(managedDocument(resource, own, scope), resource, scope);
  return readDefinition(withAuth(node, resource, own, scope), scope);
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
function importedDefinition(
  resource: Resource,
  { scope, files, events }: DefinitionSources,
): ApiDefinition | undefined {
  const properties = scope.propertiesOf(resource);
  const node = definitionOf(resource, properties, scope, files);
  if (!isMapping(node)) return node && readDefinition(node, scope);
  const isMerged = scalarText(childOf(properties, 'MergeDefinitions')) === 'true';
  const own = events.filter((event) => event.api === resource && startsFunction(event));
  const merged = isMerged ? mergedDocument(node, resource, own, scope) : node;
  const complete = withSamProperties(merged, resource, scope);
  return readDefinition(withAuth(complete, resource, own, scope), scope);
}

/** A document in the template or beside it, with the methods that are resources of their own. */
function definitionWithResources(
  resource: Resource,
  { scope, files }: DefinitionSources,
): ApiDefinition | undefined {
  const properties = scope.propertiesOf(resource);
  const hasDocument = ['Body', 'BodyS3Location'].some((key) => properties.entries.has(key));
  const schemas = schemasOf(childOf(properties, 'Body'));
  const resources = documentOfResources(resource, schemas, scope);
  const node =
    hasDocument || resources === undefined
      ? definitionOf(resource, properties, scope, files)
      : undefined;
  const definitions = [node, resources]
    .filter((document) => document !== undefined)
    .map((document) => readDefinition(document, scope))
    .filter((definition) => definition !== undefined);
  reportDuplicates(definitions, scope);
  return definitions.length === 0 ? undefined : definitions.reduce(withDefinition);
}

function withDefinition(written: ApiDefinition, added: ApiDefinition): ApiDefinition {
  return {
    ...written,
    methods: [...written.methods, ...added.methods],
    models: { ...written.models, ...added.models },
    gatewayResponses: { ...written.gatewayResponses, ...added.gatewayResponses },
  };
}

function reportDuplicates([written, added]: readonly ApiDefinition[], { problems }: Scope): void {
  const taken = new Set(written?.methods.map(nameOfMethod));
  for (const method of added?.methods ?? []) {
    if (!taken.has(nameOfMethod(method))) continue;
    const message = `${nameOfMethod(method)} is in the document of the API too: keep one of them`;
    problems.error(method.position, 'duplicate-method', message);
  }
}

function nameOfMethod({ httpMethod, resourcePath }: Method): string {
  return `${httpMethod} ${resourcePath}`;
}
