import { isCreated } from '../conditions.ts';
import { childOf, positionOfKey, scalarText } from '../nodes.ts';
import { referenceOf } from '../resource-attributes.ts';
import type { Resource, Scope } from '../scope.ts';
import { protocolTypeOf } from './protocol-type.ts';

/** What an API of `AWS::ApiGatewayV2` is put together from. */
export type ApiPart =
  | 'Authorizer'
  | 'Deployment'
  | 'Integration'
  | 'IntegrationResponse'
  | 'Model'
  | 'Route'
  | 'RouteResponse'
  | 'Stage';

/** The created `AWS::ApiGatewayV2::<Part>` resources whose ApiId is the API, in the template's order. */
export function partsOfApi(api: Resource, part: ApiPart, scope: Scope): Resource[] {
  const apiId = referenceOf(api, scope);
  return [...scope.resources.values()].filter(
    (resource) =>
      resource.type === `AWS::ApiGatewayV2::${part}` &&
      isCreated(resource, scope) &&
      scalarText(childOf(scope.propertiesOf(resource), 'ApiId')) === apiId,
  );
}

/** Names the routes of APIs that are not in the template, which nobody serves here. */
export function reportForeignRoutes(resources: readonly Resource[], scope: Scope): void {
  const apiIds = resources
    .filter((resource) => protocolTypeOf(resource, scope) !== undefined)
    .map((api) => referenceOf(api, scope));
  for (const route of resources.filter(({ type }) => type === 'AWS::ApiGatewayV2::Route')) {
    const apiId = childOf(scope.propertiesOf(route), 'ApiId');
    if (apiIds.includes(scalarText(apiId) ?? '')) continue;
    const message = `"${route.logicalId}" (${route.type}): its API is not in this template, so the route is not served`;
    scope.problems.warning(apiId?.position ?? route.position, 'unsupported-resource', message);
  }
}

/** The one that `Ref` gives this id for. */
export function partWithId(
  parts: readonly Resource[],
  id: string,
  scope: Scope,
): Resource | undefined {
  return parts.find((part) => referenceOf(part, scope) === id);
}

const TARGET = /^integrations\/(.+)$/;

/**
 * The integration that the Target of a route names, `integrations/<id>`; undefined for a route
 * without one. A target of another form, or of an integration that is none of the API, is reported.
 */
export function targetIntegration(
  route: Resource,
  integrations: readonly Resource[],
  scope: Scope,
): Resource | undefined {
  const properties = scope.propertiesOf(route);
  const target = scalarText(childOf(properties, 'Target'));
  if (target === undefined) return undefined;
  const integration = partWithId(integrations, TARGET.exec(target)?.[1] ?? '', scope);
  if (integration === undefined) {
    const message = `Target of route "${route.logicalId}" has to be integrations/ and the id of an integration of the same API, such as !Sub integrations/\${MyIntegration}, not "${target}"`;
    scope.problems.error(positionOfKey(properties, 'Target'), 'invalid-property', message);
  }
  return integration;
}
