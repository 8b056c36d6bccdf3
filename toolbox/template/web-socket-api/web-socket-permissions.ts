import { samStage } from '../api-gateway-v2/stage.ts';
import type { FunctionPermission } from '../model.ts';
import { childOf, isMapping, type MappingEntry, scalarText } from '../nodes.ts';
import { referenceOf } from '../resource-attributes.ts';
import type { Resource, Scope } from '../scope.ts';
import { SAM_STAGE, SAM_WEB_SOCKET_API } from './sam-routes.ts';

/** The permissions that SAM makes for the routes and the authorizer of a WebSocket API. */
export function webSocketPermissions(api: Resource, scope: Scope): FunctionPermission[] {
  if (api.type !== SAM_WEB_SOCKET_API) return [];
  const properties = scope.propertiesOf(api);
  const routes = childOf(properties, 'Routes');
  const auth = childOf(properties, 'Auth');
  const { stageName } = samStage(api, SAM_STAGE, scope);
  const authArn = childOf(auth, 'InvokeRole') === undefined && childOf(auth, 'AuthArn');
  return [
    ...[...(isMapping(routes) ? routes.entries : [])].flatMap(([routeKey, entry]) =>
      permission(childOf(entry.value, 'FunctionArn'), `${stageName}/${routeKey}`, api, scope),
    ),
    ...(authArn ? permission(authArn, 'authorizers/*', api, scope) : []),
  ];
}

function permission(
  functionArn: MappingEntry['value'] | undefined,
  source: string,
  api: Resource,
  scope: Scope,
): FunctionPermission[] {
  const functionName = scalarText(functionArn);
  if (functionArn === undefined || functionName === undefined) return [];
  const { partition, region, accountId } = scope.identity;
  return [
    {
      functionName,
      action: 'lambda:InvokeFunction',
      principal: 'apigateway.amazonaws.com',
      sourceArn: `arn:${partition}:execute-api:${region}:${accountId}:${referenceOf(api, scope)}/${source}`,
      position: functionArn.position,
    },
  ];
}
