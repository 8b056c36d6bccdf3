import type { RestApi } from '../model.ts';
import {
  childOf,
  isMapping,
  type MappingNode,
  positionOfKey,
  scalarText,
  type TemplateNode,
} from '../nodes.ts';
import { PropertyReader } from '../property-reader.ts';
import { intrinsicNameOf } from '../resolver.ts';
import { referenceOf } from '../resource-attributes.ts';
import { resourceIdOf } from '../resource-id.ts';
import type { Resource, Scope } from '../scope.ts';
import { isRemote, readDocument, type TemplateFiles } from '../template-files.ts';
import { readGatewayResponses } from './gateway-responses.ts';
import { readMethods } from './methods.ts';
import { readModels } from './models.ts';
import { openApiDocument } from './open-api-document.ts';
import { readMethodSettings } from './stage.ts';

const SAM = 'AWS::Serverless::Api';

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
  return type === SAM || type === 'AWS::ApiGateway::RestApi';
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
  const stage = resource.type === SAM ? properties : stageProperties(resource, scope);
  const stageName = stageNameOf(resource, stage, scope);
  if (document === undefined) return undefined;
  const minimumCompressionSize =
    read.number('MinimumCompressionSize') ??
    numberOf(childOf(document.root, 'x-amazon-apigateway-minimum-compression-size'));
  return {
    logicalId,
    apiId: resourceIdOf(logicalId),
    name:
      read.text('Name') ??
      scalarText(childOf(childOf(document.root, 'info'), 'title')) ??
      logicalId,
    stageName,
    stageVariables: new PropertyReader(stage, owner, problems).textsByName('Variables'),
    position,
    methods: readMethods(document),
    models: readModels(document),
    gatewayResponses: readGatewayResponses(document),
    binaryMediaTypes: binaryMediaTypes(read, document.root),
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

/** The OpenAPI document of an API, whether it stands in the template or in a file. */
function definitionOf(
  { type, logicalId }: Resource,
  properties: MappingNode,
  { problems }: Scope,
  files: TemplateFiles,
): TemplateNode | undefined {
  const [inline, remote] =
    type === SAM ? ['DefinitionBody', 'DefinitionUri'] : ['Body', 'BodyS3Location'];
  const body = childOf(properties, inline);
  const uri = childOf(properties, remote);
  if (body !== undefined && uri !== undefined) {
    const message = `API "${logicalId}" has both ${inline} and ${remote}: keep one of them`;
    problems.error(positionOfKey(properties, remote), 'invalid-property', message);
  }
  if (body !== undefined) return body;
  const location = scalarText(uri);
  if (uri === undefined || location === undefined || isRemote(location)) {
    const message = `API "${logicalId}" has no OpenAPI document in the template or beside it (${inline}, ${remote}): it is not served here`;
    problems.warning(properties.position, 'unsupported-definition', message);
    return undefined;
  }
  const file = files.read(location, uri.position);
  if (file === undefined) return undefined;
  const { root, problems: syntaxProblems } = readDocument(file);
  problems.addAll(syntaxProblems);
  if (root !== undefined) warnOfIntrinsics(root, remote, problems);
  return root;
}

/** A document that is uploaded as a file reaches API Gateway as it is. */
function warnOfIntrinsics(node: TemplateNode, property: string, problems: Scope['problems']): void {
  if (node.kind === 'sequence') {
    for (const item of node.items) warnOfIntrinsics(item, property, problems);
  } else if (isMapping(node)) {
    const name = intrinsicNameOf(node);
    if (name !== undefined) {
      const message = `${name} is not resolved in a file that ${property} names: include the file with DefinitionBody and Fn::Transform AWS::Include`;
      problems.warning(node.position, 'intrinsic-in-definition-file', message);
    }
    for (const { value } of node.entries.values()) warnOfIntrinsics(value, property, problems);
  }
}

/** The stage that is deployed for an `AWS::ApiGateway::RestApi`: an own resource, or named by the deployment. */
function stageProperties(api: Resource, scope: Scope): MappingNode | undefined {
  const apiId = referenceOf(api, scope);
  const ofApi = (type: string): MappingNode | undefined =>
    [...scope.resources.values()]
      .filter((resource) => resource.type === type)
      .map((resource) => scope.propertiesOf(resource))
      .find((properties) => scalarText(childOf(properties, 'RestApiId')) === apiId);
  return ofApi('AWS::ApiGateway::Stage') ?? ofApi('AWS::ApiGateway::Deployment');
}

const DEFAULT_STAGE = 'Prod';

function stageNameOf(
  resource: Resource,
  stage: MappingNode | undefined,
  { problems }: Scope,
): string {
  const read = new PropertyReader(stage, `API "${resource.logicalId}"`, problems);
  if (resource.type === SAM) return read.requiredText('StageName') ?? DEFAULT_STAGE;
  const stageName = read.text('StageName');
  if (stageName !== undefined) return stageName;
  const message = `API "${resource.logicalId}" has no stage: on AWS nobody can call it, here its stage is "${DEFAULT_STAGE}"`;
  problems.warning(resource.position, 'missing-stage', message);
  return DEFAULT_STAGE;
}
