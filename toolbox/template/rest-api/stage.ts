import type { MethodSetting } from '../model.ts';
import { childOf, isMapping, type MappingNode, scalarText } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { PropertyReader } from '../property-reader.ts';
import { referenceOf } from '../resource-attributes.ts';
import type { Resource, Scope } from '../scope.ts';

const SAM = 'AWS::Serverless::Api';

/** The properties that describe an API's stage: SAM's own, those of a stage resource, or of the deployment. */
export function stageProperties(api: Resource, scope: Scope): MappingNode | undefined {
  if (api.type === SAM) return scope.propertiesOf(api);
  const apiId = referenceOf(api, scope);
  const ofApi = (type: string): MappingNode | undefined =>
    [...scope.resources.values()]
      .filter((resource) => resource.type === type)
      .map((resource) => scope.propertiesOf(resource))
      .find((properties) => scalarText(childOf(properties, 'RestApiId')) === apiId);
  return ofApi('AWS::ApiGateway::Stage') ?? ofApi('AWS::ApiGateway::Deployment');
}

const DEFAULT_STAGE = 'Prod';

export function stageNameOf(
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

/** `MethodSettings` of a stage: throttling by path and method. */
export function readMethodSettings(
  properties: MappingNode | undefined,
  owner: string,
  problems: ProblemList,
): MethodSetting[] {
  const settings = new PropertyReader(properties, owner, problems).sequence('MethodSettings');
  return (settings?.items ?? [])
    .filter(isMapping)
    .map((setting) => methodSetting(setting, owner, problems));
}

function methodSetting(setting: MappingNode, owner: string, problems: ProblemList): MethodSetting {
  const read = new PropertyReader(setting, `MethodSettings of ${owner}`, problems);
  const throttlingRateLimit = read.number('ThrottlingRateLimit', -1);
  const throttlingBurstLimit = read.number('ThrottlingBurstLimit', -1);
  return {
    // A slash inside the path may be written as ~1.
    resourcePath: (read.text('ResourcePath') ?? '/*').replaceAll('~1', '/'),
    httpMethod: read.text('HttpMethod') ?? '*',
    ...(throttlingRateLimit !== undefined && { throttlingRateLimit }),
    ...(throttlingBurstLimit !== undefined && { throttlingBurstLimit }),
  };
}
