import type { RestApi } from '../model.ts';
import { PropertyReader } from '../property-reader.ts';
import { resourceIdOf } from '../resource-id.ts';
import type { Resource } from '../scope.ts';
import { apiDefinition } from './api-definition.ts';
import type { DefinitionSources } from './api-document.ts';
import { readApiKeys, reportUsagePlanLimits } from './api-keys.ts';
import { readMethodSettings, stageNameOf, stageProperties } from './stage.ts';
import { reportUnsupportedProperties } from './unsupported-properties.ts';

/** Undefined when there is nothing of the API that could be served here, which is reported. */
export function restApi(resource: Resource, sources: DefinitionSources): RestApi | undefined {
  const { scope } = sources;
  const { logicalId, position } = resource;
  const owner = `API "${logicalId}"`;
  const read = new PropertyReader(scope.propertiesOf(resource), owner, scope.problems);
  const definition = apiDefinition(resource, sources);
  const stage = stageProperties(resource, scope);
  reportUnsupportedProperties(resource, stage, scope);
  const stageName = stageNameOf(resource, stage, scope);
  if (definition === undefined) return undefined;
  const { title, binaryMediaTypes, ...content } = definition;
  const minimumCompressionSize =
    read.number('MinimumCompressionSize') ?? definition.minimumCompressionSize;
  const apiKeySource =
    read.oneOf('ApiKeySourceType', ['HEADER', 'AUTHORIZER']) ?? definition.apiKeySource;
  reportUsagePlanLimits(resource, scope);
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
    apiKeySource: apiKeySource === 'AUTHORIZER' ? 'AUTHORIZER' : 'HEADER',
    apiKeys: readApiKeys(resource, stageName, scope),
    methodSettings: readMethodSettings(stage, owner, scope.problems),
  };
}

/** A property that becomes part of a path writes the slash as ~1. */
function mediaTypes(written: readonly string[]): string[] {
  return [...new Set(written.map((type) => type.replaceAll('~1', '/')))];
}
