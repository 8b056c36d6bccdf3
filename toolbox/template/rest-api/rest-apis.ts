import { API_EVENT, apiEventNodes, apiNameOf } from '../api-event-nodes.ts';
import type { ApiEvent } from '../api-events.ts';
import { isCreated } from '../conditions.ts';
import type { RestApi } from '../model.ts';
import { childOf, scalarText, type TemplateNode } from '../nodes.ts';
import { definitionOf, isManaged } from '../open-api/definition.ts';
import { type ImportRules, openApiDocument } from '../open-api/open-api-document.ts';
import { PropertyReader } from '../property-reader.ts';
import { resourceIdOf } from '../resource-id.ts';
import type { Resource, Scope } from '../scope.ts';
import type { TemplateFiles } from '../template-files.ts';
import { eventMethods } from './event-methods.ts';
import { readGatewayResponses } from './gateway-responses.ts';
import { readMethods } from './methods.ts';
import { readModels } from './models.ts';
import { readMethodSettings, stageNameOf, stageProperties } from './stage.ts';

/** What changes the answers of an API on AWS and is not read here. */
const UNSUPPORTED = [
  'ApiKeySourceType',
  'Auth',
  'CanarySetting',
  'Cors',
  'GatewayResponses',
  'MergeDefinitions',
  'Models',
  'Policy',
];

/** The extensions that are not read decide who may call the API. */
const REST_IMPORT: ImportRules = {
  versions: `"openapi: 3.0.x" and "swagger: '2.0'"`,
  takesSwagger: true,
  unsupported: ['x-amazon-apigateway-api-key-source', 'x-amazon-apigateway-policy'],
};

/** What an API takes from its document. */
interface Definition
  extends Pick<RestApi, 'methods' | 'models' | 'gatewayResponses' | 'binaryMediaTypes'> {
  readonly title: string | undefined;
  readonly minimumCompressionSize: number | undefined;
}

/** What the API of a template is read with. */
interface Sources {
  readonly scope: Scope;
  readonly files: TemplateFiles;
  readonly events: readonly ApiEvent[];
}

/** Undefined when there is nothing of the API that could be served here, which is reported. */
export function restApi(resource: Resource, sources: Sources): RestApi | undefined {
  const { scope } = sources;
  const { logicalId, position } = resource;
  const owner = `API "${logicalId}"`;
  const read = new PropertyReader(scope.propertiesOf(resource), owner, scope.problems);
  reportUnsupported(resource, scope);
  const definition = isManaged(resource)
    ? managedDefinition(resource, sources)
    : importedDefinition(resource, sources);
  const stage = stageProperties(resource, scope);
  const stageName = stageNameOf(resource, stage, scope);
  if (definition === undefined) return undefined;
  const { title, binaryMediaTypes, ...content } = definition;
  const minimumCompressionSize =
    read.number('MinimumCompressionSize') ?? definition.minimumCompressionSize;
  return {
    protocolType: 'REST',
    logicalId,
    apiId: resourceIdOf(logicalId),
    name: read.text('Name') ?? title ?? logicalId,
    stageName,
    stageVariables: new PropertyReader(stage, owner, scope.problems).textsByName('Variables'),
    position,
    methods: content.methods,
    models: content.models,
    gatewayResponses: content.gatewayResponses,
    binaryMediaTypes: mediaTypes([...binaryMediaTypes, ...read.texts('BinaryMediaTypes')]),
    ...(minimumCompressionSize !== undefined && { minimumCompressionSize }),
    methodSettings: readMethodSettings(stage, owner, scope.problems),
  };
}

/** The document that SAM writes. */
function managedDefinition(resource: Resource, { events, scope }: Sources): Definition | undefined {
  const { logicalId, position } = resource;
  const own = events.filter(({ api }) => api === resource);
  const methods = eventMethods(resource, own, scope);
  if (own.length === 0) {
    if (hasApiEvent(resource, scope)) return undefined;
    const message = `API "${logicalId}" has no method, and without one API Gateway does not deploy it: give it DefinitionBody, or a function an event of type Api`;
    scope.problems.error(position, 'missing-method', message);
  }
  return {
    title: scope.stackName,
    methods,
    models: {},
    gatewayResponses: {},
    binaryMediaTypes: [],
    minimumCompressionSize: undefined,
  };
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

function importedDefinition(resource: Resource, { scope, files }: Sources): Definition | undefined {
  const { problems, identity } = scope;
  const node = definitionOf(resource, scope.propertiesOf(resource), scope, files);
  const document = node && openApiDocument(node, REST_IMPORT, { identity, problems });
  if (document === undefined) return undefined;
  const { root } = document;
  const listed = childOf(root, 'x-amazon-apigateway-binary-media-types');
  const size = childOf(root, 'x-amazon-apigateway-minimum-compression-size');
  return {
    title: scalarText(childOf(childOf(root, 'info'), 'title')),
    methods: readMethods(document),
    models: readModels(document),
    gatewayResponses: readGatewayResponses(document),
    binaryMediaTypes:
      listed?.kind === 'sequence'
        ? listed.items.map(scalarText).filter((type) => type !== undefined)
        : [],
    minimumCompressionSize: numberOf(size),
  };
}

function numberOf(node: TemplateNode | undefined): number | undefined {
  const text = scalarText(node);
  return text === undefined ? undefined : Number(text);
}

/** A property that becomes part of a path writes the slash as ~1. */
function mediaTypes(written: readonly string[]): string[] {
  return [...new Set(written.map((type) => type.replaceAll('~1', '/')))];
}

function reportUnsupported(resource: Resource, { problems }: Scope): void {
  const { properties, logicalId } = resource;
  for (const name of UNSUPPORTED) {
    const entry = properties.entries.get(name);
    if (entry === undefined || (name === 'Auth' && isManaged(resource))) continue;
    const message = `${name} of API "${logicalId}" is not supported here: the API answers without it`;
    problems.warning(entry.keyPosition, 'unsupported-property', message);
  }
}
