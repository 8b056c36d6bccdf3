import { type ApiEvent, targetArn } from '../api-events.ts';
import type { HttpRoute, LambdaIntegration, RouteAuthorization } from '../http-api-model.ts';
import { childOf, isMapping, positionOfKey, scalarText } from '../nodes.ts';
import { isManaged } from '../open-api/definition.ts';
import { PropertyReader } from '../property-reader.ts';
import type { Resource, Scope } from '../scope.ts';
import { PAYLOAD_FORMAT_VERSIONS, textsOf } from './authorizer.ts';
import { defaultAuthorization } from './document-routes.ts';
import { MAXIMUM_TIMEOUT_MS, MINIMUM_TIMEOUT_MS } from './integration.ts';
import { authorizationBy, checkScopes, NO_AUTHORIZER, NONE } from './route-authorization.ts';
import { checkRouteKey, routeKeyOf } from './route-key.ts';
import type { SamAuth } from './sam-auth.ts';

/**
 * The routes that SAM writes into the document of an API for the events of functions.
 *
 * @param written - routes of the document; only where SAM writes the whole of it an event may not
 * stand for one of them
 */
export function eventRoutes(
  api: Resource,
  events: readonly ApiEvent[],
  written: readonly HttpRoute[],
  { auth, scope }: { readonly auth: SamAuth; readonly scope: Scope },
): HttpRoute[] {
  const taken = new Set(written.map(({ routeKey }) => routeKey));
  const routes: HttpRoute[] = [];
  for (const event of events) {
    const routeKey = routeKeyOf(event.httpMethod, event.path);
    const isTaken = taken.has(routeKey);
    taken.add(routeKey);
    if (!isTaken) {
      routes.push(eventRoute(routeKey, event, auth, scope));
    } else if (isManaged(api)) {
      const message = `${event.label} is a second one for ${routeKey} of API "${api.logicalId}": keep one of them`;
      scope.problems.error(event.position, 'duplicate-route', message);
    }
  }
  return routes;
}

function eventRoute(routeKey: string, event: ApiEvent, auth: SamAuth, scope: Scope): HttpRoute {
  const { position, properties } = event;
  const place = properties.entries.get('Path')?.value.position ?? position;
  checkRouteKey(routeKey, place, scope.problems);
  return {
    routeKey,
    position,
    authorization: eventAuthorization(event, auth, scope),
    integration: eventIntegration(event, scope),
  };
}

function eventIntegration(event: ApiEvent, scope: Scope): LambdaIntegration {
  const { position, properties, label } = event;
  const { partition, region } = scope.identity;
  const read = new PropertyReader(properties, label, scope.problems);
  return {
    kind: 'LAMBDA',
    position,
    uri: `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${targetArn(event, scope)}/invocations`,
    payloadFormatVersion: read.oneOf('PayloadFormatVersion', PAYLOAD_FORMAT_VERSIONS) ?? '2.0',
    timeoutInMillis:
      read.number('TimeoutInMillis', MINIMUM_TIMEOUT_MS, MAXIMUM_TIMEOUT_MS) ?? MAXIMUM_TIMEOUT_MS,
    requestParameters: [],
    responseParameters: {},
  };
}

/** Who may call the route of an event: its `Auth`, else that of the API. */
function eventAuthorization(event: ApiEvent, auth: SamAuth, scope: Scope): RouteAuthorization {
  const own = childOf(event.properties, 'Auth');
  const node = childOf(own, 'Authorizer');
  const name = scalarText(node) ?? (isMapping(own) ? auth.defaultAuthorizer : undefined);
  if (name === undefined) {
    if (isMapping(own) && own.entries.size > 0) reportMissingAuthorizer(event, scope);
    return defaultAuthorization(event.httpMethod, auth) ?? NONE;
  }
  const position = node?.position ?? event.position;
  const written = textsOf(childOf(own, 'AuthorizationScopes'));
  checkScopes(written, event.label, position, scope.problems);
  const scopes = written.length > 0 ? written : (auth.scopes.get(name) ?? []);
  const authorization = authorizationBy(name, scopes, auth.authorizers);
  if (authorization !== undefined) return authorization;
  if (name !== NO_AUTHORIZER || auth.defaultAuthorizer === undefined) {
    reportUnknownAuthorizer(name, event, position, scope);
  }
  return NONE;
}

function reportMissingAuthorizer(event: ApiEvent, { problems }: Scope): void {
  const message = `Auth of ${event.label} needs an Authorizer, or the API a DefaultAuthorizer`;
  problems.error(positionOfKey(event.properties, 'Auth'), 'missing-property', message);
}

function reportUnknownAuthorizer(
  name: string,
  { label }: ApiEvent,
  position: HttpRoute['position'],
  { problems }: Scope,
): void {
  const remedies: Readonly<Record<string, string>> = {
    AWS_IAM: 'set EnableIamAuthorizer: true in Auth of the API',
    NONE: 'NONE needs a DefaultAuthorizer of the API, leave it out',
  };
  const message = `"${name}" is none of the Authorizers of the API of ${label}: ${remedies[name] ?? 'declare it'}`;
  problems.error(position, 'unknown-authorizer', message);
}
