import { buildMapping, withEntries } from '../build-nodes.ts';
import type { MethodSetting } from '../model.ts';
import { childOf, isMapping, itemsOf, type MappingNode, positionOfKey } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { PropertyReader } from '../property-reader.ts';
import type { Resource, Scope } from '../scope.ts';
import { membersOf } from './resources/members-of.ts';

const SAM = 'AWS::Serverless::Api';

const DEPLOYMENT = 'AWS::ApiGateway::Deployment';

/** The properties that describe an API's stage: SAM's own, those of a stage resource, or of the deployment. */
export function stageProperties(api: Resource, scope: Scope): MappingNode | undefined {
  if (api.type === SAM) return scope.propertiesOf(api);
  const members = membersOf(api, scope);
  const stages = members.filter(({ type }) => type === 'AWS::ApiGateway::Stage');
  const deployed = members
    .filter(({ type, properties }) => type === DEPLOYMENT && properties.entries.has('StageName'))
    .map((deployment) => ({ deployment, stage: deploymentStage(scope.propertiesOf(deployment)) }));
  const [first, ...others] = [...stages, ...deployed.map(({ deployment }) => deployment)];
  for (const { logicalId, position } of others) {
    const message = `"${logicalId}" is one more stage of API "${api.logicalId}", which is served here once, as the stage of "${first?.logicalId}"`;
    scope.problems.warning(position, 'unsupported-stage', message);
  }
  const [stage] = stages;
  return stage === undefined ? deployed[0]?.stage : scope.propertiesOf(stage);
}

/**
 * `StageDescription` has the properties of the stage that a deployment makes, and throttling for
 * all of its methods.
 *
 * @see "AWS::ApiGateway::Deployment StageDescription" (CloudFormation Template Reference)
 */
function deploymentStage(deployment: MappingNode): MappingNode {
  const description = childOf(deployment, 'StageDescription');
  const stage = isMapping(description) ? description : buildMapping(deployment.position, {});
  const forAll = buildMapping(stage.position, {
    ThrottlingRateLimit: childOf(stage, 'ThrottlingRateLimit'),
    ThrottlingBurstLimit: childOf(stage, 'ThrottlingBurstLimit'),
  });
  const settings = [
    ...(forAll.entries.size > 0 ? [forAll] : []),
    ...itemsOf(childOf(stage, 'MethodSettings')),
  ];
  const added = buildMapping(stage.position, {
    StageName: childOf(deployment, 'StageName'),
    MethodSettings: settings,
  });
  return withEntries(stage, added.entries);
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
  const read = new PropertyReader(properties, owner, problems);
  if (properties !== undefined && read.text('CacheClusterEnabled') === 'true') {
    const message = `the cache of ${owner} is not supported here: each request reaches its integration`;
    const position = positionOfKey(properties, 'CacheClusterEnabled');
    problems.warning(position, 'unsupported-caching', message);
  }
  const settings = read.sequence('MethodSettings');
  return (settings?.items ?? [])
    .filter(isMapping)
    .map((setting) => methodSetting(setting, owner, problems));
}

function methodSetting(setting: MappingNode, owner: string, problems: ProblemList): MethodSetting {
  const read = new PropertyReader(setting, `MethodSettings of ${owner}`, problems);
  const throttlingRateLimit = read.number('ThrottlingRateLimit', -1);
  const throttlingBurstLimit = read.number('ThrottlingBurstLimit', -1);
  return {
    // CloudFormation writes /a/b as /~1a~1b; a path as it is goes too.
    resourcePath: (read.text('ResourcePath') ?? '/*').replaceAll('~1', '/').replace(/^\/{2}/, '/'),
    httpMethod: read.text('HttpMethod') ?? '*',
    ...(throttlingRateLimit !== undefined && { throttlingRateLimit }),
    ...(throttlingBurstLimit !== undefined && { throttlingBurstLimit }),
  };
}
