import { partsOfApi, partWithId, targetIntegration } from '../api-gateway-v2/parts-of-api.ts';
import type { HttpApiAuthorizer, HttpRoute, RouteAuthorization } from '../http-api-model.ts';
import { childOf, positionOfKey, scalarText } from '../nodes.ts';
import { PropertyReader } from '../property-reader.ts';
import type { Resource, Scope } from '../scope.ts';
import { CLOUDFORMATION_AUTHORIZER, readAuthorizer, textsOf } from './authorizer.ts';
import { readHttpApiIntegration } from './integration.ts';
import { CLOUDFORMATION_KEYS } from './integration-keys.ts';
import { checkScopes, NONE } from './route-authorization.ts';
import { checkRouteKey } from './route-key.ts';

/** The routes that `AWS::ApiGatewayV2::Route`, `::Integration` and `::Authorizer` make. */
export function readWrittenRoutes(api: Resource, scope: Scope): HttpRoute[] {
  const integrations = partsOfApi(api, 'Integration', scope);
  const authorizers = partsOfApi(api, 'Authorizer', scope);
  return partsOfApi(api, 'Route', scope).map((route) => {
    const { logicalId, position } = route;
    const properties = scope.propertiesOf(route);
    const read = new PropertyReader(properties, `route "${logicalId}"`, scope.problems);
    const routeKey = read.requiredText('RouteKey') ?? '';
    const place = properties.entries.get('RouteKey')?.value.position ?? position;
    if (routeKey !== '') checkRouteKey(routeKey, place, scope.problems);
    const target = targetIntegration(route, integrations, scope);
    const integration = target && readWrittenIntegration(target, scope);
    return {
      routeKey,
      position,
      authorization: readWrittenAuthorization(route, authorizers, scope),
      ...(integration && { integration }),
    };
  });
}

function readWrittenIntegration({ logicalId, position, ...resource }: Resource, scope: Scope) {
  const node = scope.propertiesOf({ logicalId, position, ...resource });
  const owner = `integration "${logicalId}"`;
  const source = { node, keys: CLOUDFORMATION_KEYS, position, owner };
  return readHttpApiIntegration(source, scope.problems);
}

const AUTHORIZATION_TYPES = ['NONE', 'AWS_IAM', 'JWT', 'CUSTOM'] as const;

function readWrittenAuthorization(
  route: Resource,
  authorizers: readonly Resource[],
  scope: Scope,
): RouteAuthorization {
  const properties = scope.propertiesOf(route);
  const owner = `route "${route.logicalId}"`;
  const read = new PropertyReader(properties, owner, scope.problems);
  const type = read.oneOf('AuthorizationType', AUTHORIZATION_TYPES) ?? 'NONE';
  if (type === 'NONE' || type === 'AWS_IAM') return { type };
  const resource = partWithId(authorizers, read.requiredText('AuthorizerId') ?? '', scope);
  const authorizer = resource && readWrittenAuthorizer(resource, scope);
  const scopes = textsOf(childOf(properties, 'AuthorizationScopes'));
  checkScopes(scopes, owner, route.position, scope.problems);
  if (authorizer?.type === 'JWT' && type === 'JWT') return { type, authorizer, scopes };
  if (authorizer?.type === 'REQUEST' && type === 'CUSTOM') return { type, authorizer };
  const message = `AuthorizerId of ${owner} has to be !Ref of an authorizer of the same API, of the type ${type === 'JWT' ? 'JWT' : 'REQUEST'}`;
  scope.problems.error(positionOfKey(properties, 'AuthorizerId'), 'invalid-property', message);
  return NONE;
}

function readWrittenAuthorizer(resource: Resource, scope: Scope): HttpApiAuthorizer | undefined {
  const { position, logicalId } = resource;
  const node = scope.propertiesOf(resource);
  const name = scalarText(childOf(node, 'Name')) ?? logicalId;
  const source = { name, position, node, keys: CLOUDFORMATION_AUTHORIZER };
  return readAuthorizer(scalarText(childOf(node, 'AuthorizerType')), source, scope.problems);
}

/**
 * The one route of an API with a `Target`, which API Gateway makes at once with its integration and
 * the stage `$default`.
 */
export function quickCreatedRoute(api: Resource, scope: Scope): HttpRoute | undefined {
  const properties = scope.propertiesOf(api);
  const read = new PropertyReader(properties, `API "${api.logicalId}"`, scope.problems);
  const uri = read.text('Target');
  const position = properties.entries.get('Target')?.value.position;
  if (uri === undefined || position === undefined) return undefined;
  const routeKey = read.text('RouteKey') ?? '$default';
  checkRouteKey(routeKey, read.positionOf('RouteKey') ?? position, scope.problems);
  const credentials = read.text('CredentialsArn');
  const settings = {
    position,
    uri,
    ...(credentials !== undefined && { credentials }),
    timeoutInMillis: 30_000,
    requestParameters: [],
    responseParameters: {},
  };
  return {
    routeKey,
    position,
    authorization: NONE,
    integration: /^https?:/.test(uri)
      ? { ...settings, kind: 'HTTP_PROXY', httpMethod: 'ANY' }
      : { ...settings, kind: 'LAMBDA', payloadFormatVersion: '2.0' },
  };
}
