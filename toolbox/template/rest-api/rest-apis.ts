import type { RestApi } from '../model.ts';
import { childOf, type MappingNode, scalarText, type TemplateNode } from '../nodes.ts';
import { PropertyReader } from '../property-reader.ts';
import { resourceIdOf } from '../resource-id.ts';
import type { Resource, Scope } from '../scope.ts';
import type { TemplateFiles } from '../template-files.ts';
import { definitionOf } from './definition.ts';
import { readGatewayResponses } from './gateway-responses.ts';
import { readMethods } from './methods.ts';
import { readModels } from './models.ts';
import { openApiDocument } from './open-api-document.ts';
import { readMethodSettings, stageNameOf, stageProperties } from './stage.ts';

/** What changes the answers of an API on AWS and is not read here. */
const UNSUPPORTED = [
  'ApiKeySourceType',
  'Auth',
  'CanarySetting',
  'Cors',
  'GatewayResponses',
  'Models',
  'Policy',
];

export function isRestApi({ type }: Resource): boolean {
  return type === 'AWS::Serverless::Api' || type === 'AWS::ApiGateway::RestApi';
}

/** Undefined when the API has no document that could be read here, which is reported. */
export function restApi(
  resource: Resource,
  scope: Scope,
  files: TemplateFiles,
): RestApi | undefined {
  const { logicalId, position } = resource;
  const { problems, identity } = scope;
  const owner = `API "${logicalId}"`;
  const properties = scope.propertiesOf(resource);
  const read = new PropertyReader(properties, owner, problems);
  reportUnsupported(resource, scope);
  const node = definitionOf(resource, properties, scope, files);
  const document = node && openApiDocument(node, identity, problems);
  const stage = stageProperties(resource, scope);
  const stageName = stageNameOf(resource, stage, scope);
  if (document === undefined) return undefined;
  const { root } = document;
  const minimumCompressionSize =
    read.number('MinimumCompressionSize') ??
    numberOf(childOf(root, 'x-amazon-apigateway-minimum-compression-size'));
  return {
    logicalId,
    apiId: resourceIdOf(logicalId),
    name: read.text('Name') ?? scalarText(childOf(childOf(root, 'info'), 'title')) ?? logicalId,
    stageName,
    stageVariables: new PropertyReader(stage, owner, problems).textsByName('Variables'),
    position,
    methods: readMethods(document),
    models: readModels(document),
    gatewayResponses: readGatewayResponses(document),
    binaryMediaTypes: binaryMediaTypes(read, root),
    ...(minimumCompressionSize !== undefined && { minimumCompressionSize }),
    methodSettings: readMethodSettings(stage, owner, problems),
  };
}

function numberOf(node: TemplateNode | undefined): number | undefined {
  const text = scalarText(node);
  return text === undefined ? undefined : Number(text);
}

function binaryMediaTypes(read: PropertyReader, document: MappingNode): string[] {
  const listed = childOf(document, 'x-amazon-apigateway-binary-media-types');
  const written = listed?.kind === 'sequence' ? listed.items.map(scalarText) : [];
  const types = [...written, ...read.texts('BinaryMediaTypes')].filter(
    (type) => type !== undefined,
  );
  // A property that becomes part of a path writes the slash as ~1.
  return [...new Set(types.map((type) => type.replaceAll('~1', '/')))];
}

function reportUnsupported({ properties, logicalId }: Resource, { problems }: Scope): void {
  for (const name of UNSUPPORTED) {
    const entry = properties.entries.get(name);
    if (entry === undefined) continue;
    const message = `${name} of API "${logicalId}" is not supported here: the API answers without it`;
    problems.warning(entry.keyPosition, 'unsupported-property', message);
  }
}
