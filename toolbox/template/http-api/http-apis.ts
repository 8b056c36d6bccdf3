import { samStage, writtenStage } from '../api-gateway-v2/stage.ts';
import type { HttpApi } from '../http-api-model.ts';
import { PropertyReader } from '../property-reader.ts';
import { resourceIdOf } from '../resource-id.ts';
import type { Resource, Scope } from '../scope.ts';

const DEFAULT_STAGE = '$default';

export function httpApi(resource: Resource, { scope }: { readonly scope: Scope }): HttpApi {
  const { logicalId, position, type } = resource;
  const read = new PropertyReader(scope.propertiesOf(resource), logicalId, scope.problems);
  const stage =
    type === 'AWS::Serverless::HttpApi'
      ? samStage(resource, DEFAULT_STAGE, scope)
      : writtenStage(resource, scope);
  return {
    protocolType: 'HTTP',
    logicalId,
    apiId: resourceIdOf(logicalId),
    name: read.text('Name') ?? logicalId,
    stageName: stage?.stageName ?? DEFAULT_STAGE,
    stageVariables: stage?.stageVariables ?? {},
    position,
    routes: [],
    defaultRouteSettings: {},
    routeSettings: {},
  };
}
