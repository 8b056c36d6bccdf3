import { samStage, writtenStage } from '../api-gateway-v2/stage.ts';
import { PropertyReader } from '../property-reader.ts';
import { resourceIdOf } from '../resource-id.ts';
import { readApiKeys } from '../rest-api/api-keys.ts';
import type { Resource, Scope } from '../scope.ts';
import type { WebSocketApi, WebSocketRoute } from '../web-socket-api-model.ts';
import { readModels } from './models.ts';
import { SAM_STAGE, SAM_WEB_SOCKET_API, samRoutes } from './sam-routes.ts';
import { reportUnsupported } from './unsupported-properties.ts';
import { writtenRoutes } from './written-routes.ts';

/** Of an API without any stage, which nobody can call on AWS. */
const LOCAL_STAGE = 'local';

const DEFAULT_API_KEY_SOURCE = '$request.header.x-api-key';

export function webSocketApi(
  resource: Resource,
  { scope }: { readonly scope: Scope },
): WebSocketApi {
  const { logicalId, position, type } = resource;
  const owner = `API "${logicalId}"`;
  const read = new PropertyReader(scope.propertiesOf(resource), owner, scope.problems);
  const isSam = type === SAM_WEB_SOCKET_API;
  const stage = isSam ? samStage(resource, SAM_STAGE, scope) : writtenStage(resource, scope);
  checkStage(resource, stage?.stageName, scope);
  reportUnsupported(resource, stage?.properties, scope);
  const stageName = stage?.stageName ?? LOCAL_STAGE;
  return {
    protocolType: 'WEBSOCKET',
    logicalId,
    apiId: resourceIdOf(logicalId),
    name: read.text('Name') ?? logicalId,
    stageName,
    stageVariables: stage?.stageVariables ?? {},
    position,
    routeSelectionExpression: read.requiredText('RouteSelectionExpression') ?? '',
    apiKeySelectionExpression: read.text('ApiKeySelectionExpression') ?? DEFAULT_API_KEY_SOURCE,
    routes: readRoutes(resource, scope),
    models: readModels(resource, scope),
    apiKeys: readApiKeys(resource, stageName, scope),
  };
}

function readRoutes(api: Resource, scope: Scope): WebSocketRoute[] {
  const { logicalId, position, type } = api;
  const routes = [
    ...(type === SAM_WEB_SOCKET_API ? samRoutes(api, scope) : []),
    ...writtenRoutes(api, scope),
  ];
  if (routes.length === 0) {
    const message = `the WebSocket API "${logicalId}" has no route: add one such as $connect or $default`;
    scope.problems.error(position, 'missing-route', message);
  }
  for (const [index, route] of routes.entries()) {
    if (routes.findIndex(({ routeKey }) => routeKey === route.routeKey) === index) continue;
    const message = `API "${logicalId}" has the route "${route.routeKey}" twice: a route key stands for one route`;
    scope.problems.error(route.position, 'duplicate-route', message);
  }
  return routes;
}

function checkStage(
  { logicalId, position }: Resource,
  stageName: string | undefined,
  { problems }: Scope,
): void {
  if (stageName === undefined) {
    const message = `API "${logicalId}" has no stage: on AWS nobody can connect to it, here its stage is "${LOCAL_STAGE}"`;
    problems.warning(position, 'missing-stage', message);
  } else if (stageName === '$default') {
    const message = `the stage of the WebSocket API "${logicalId}" cannot be $default: give it a StageName`;
    problems.error(position, 'invalid-property', message);
  }
}
