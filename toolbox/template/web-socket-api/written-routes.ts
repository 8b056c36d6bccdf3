import { partsOfApi, targetIntegration } from '../api-gateway-v2/parts-of-api.ts';
import { PropertyReader } from '../property-reader.ts';
import { referenceOf } from '../resource-attributes.ts';
import type { Resource, Scope } from '../scope.ts';
import type { WebSocketRoute } from '../web-socket-api-model.ts';
import { readAuthorization } from './authorization.ts';
import { readIntegration } from './integration.ts';
import { readRouteProperties } from './route-properties.ts';

/** The routes that `AWS::ApiGatewayV2::Route` resources give to an API. */
export function writtenRoutes(api: Resource, scope: Scope): WebSocketRoute[] {
  const integrations = partsOfApi(api, 'Integration', scope);
  return partsOfApi(api, 'Route', scope).map((part) => {
    const target = targetIntegration(part, integrations, scope);
    const integration = target && readIntegration(target, api, scope);
    const owner = `route "${part.logicalId}"`;
    const read = new PropertyReader(scope.propertiesOf(part), owner, scope.problems);
    const routeId = referenceOf(part, scope);
    return {
      routeKey: read.requiredText('RouteKey') ?? '',
      position: part.position,
      authorization: readAuthorization(part, api, scope),
      ...readRouteProperties(read, { api, routeId, position: part.position }, scope),
      ...(integration !== undefined && { integration }),
    };
  });
}
