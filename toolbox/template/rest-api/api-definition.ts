import type { Method } from '../model.ts';
import type { Resource, Scope } from '../scope.ts';
import { apiDocument, type DefinitionSources } from './api-document.ts';
import { schemasOf } from './models.ts';
import { type ApiDefinition, readDefinition } from './read-definition.ts';
import { documentOfResources } from './resources/document-of-resources.ts';

/**
 * What the document of an API and its parts that are resources of their own come to; undefined when
 * there is nothing that could be served here, which is reported.
 */
export function apiDefinition(
  resource: Resource,
  sources: DefinitionSources,
): ApiDefinition | undefined {
  const { scope } = sources;
  const document = apiDocument(resource, sources);
  const resources = documentOfResources(resource, schemasOf(document), scope);
  const definitions = [document, resources]
    .filter((node) => node !== undefined)
    .map((node) => readDefinition(node, scope))
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
