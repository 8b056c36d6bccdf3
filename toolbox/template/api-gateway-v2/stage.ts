import { childOf, type MappingNode, positionOfKey, scalarText } from '../nodes.ts';
import { PropertyReader } from '../property-reader.ts';
import type { Resource, Scope } from '../scope.ts';
import { partsOfApi } from './parts-of-api.ts';

/** The one stage of an API that is served here. */
export interface ApiStage {
  readonly stageName: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** Resolved; those of the stage, or of the SAM resource that the stage is made of. */
  readonly properties: MappingNode | undefined;
}

/**
 * The stage of an API that SAM describes: without a name, the one that every client finds at the
 * root.
 */
export function samStage(api: Resource, defaultName: string, scope: Scope): ApiStage {
  const properties = scope.propertiesOf(api);
  const read = new PropertyReader(properties, `API "${api.logicalId}"`, scope.problems);
  const stageName = read.text('StageName') ?? defaultName;
  checkStageName(stageName, properties, scope);
  return { stageName, stageVariables: read.textsByName('StageVariables'), properties };
}

/** The first `AWS::ApiGatewayV2::Stage` of an API; others, and one that serves nothing, are named. */
export function writtenStage(api: Resource, scope: Scope): ApiStage | undefined {
  const [stage, ...others] = partsOfApi(api, 'Stage', scope);
  if (stage === undefined) return undefined;
  const properties = scope.propertiesOf(stage);
  const owner = `stage "${stage.logicalId}"`;
  const read = new PropertyReader(properties, owner, scope.problems);
  const stageName = read.requiredText('StageName') ?? '';
  checkStageName(stageName, properties, scope);
  for (const { logicalId, position } of others) {
    const message = `stage "${logicalId}" of API "${api.logicalId}" is not served here: an API has one stage, "${stageName}"`;
    scope.problems.warning(position, 'unsupported-stage', message);
  }
  const isDeployed =
    scalarText(childOf(properties, 'AutoDeploy')) === 'true' ||
    childOf(properties, 'DeploymentId') !== undefined;
  if (!isDeployed) {
    const message = `${owner} has neither AutoDeploy: true nor a DeploymentId: on AWS it answers every request with 404`;
    scope.problems.warning(stage.position, 'missing-deployment', message);
  }
  return { stageName, stageVariables: read.textsByName('StageVariables'), properties };
}

/** @see "Working with stages for HTTP APIs" (API Gateway Developer Guide) */
const STAGE_NAME = /^(?:\$default|[\w-]{1,128})$/;

function checkStageName(stageName: string, properties: MappingNode, { problems }: Scope): void {
  if (stageName === '' || STAGE_NAME.test(stageName)) return;
  const message = `"${stageName}" is no name of a stage: up to 128 letters, digits, "-" and "_", or $default`;
  problems.error(positionOfKey(properties, 'StageName'), 'invalid-property', message);
}
