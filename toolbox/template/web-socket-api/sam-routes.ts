import { childOf, isMapping, type MappingNode, positionOfKey } from '../nodes.ts';
import { PropertyReader } from '../property-reader.ts';
import { resourceIdOf } from '../resource-id.ts';
import type { Resource, Scope } from '../scope.ts';
import type { WebSocketIntegration, WebSocketRoute } from '../web-socket-api-model.ts';
import { readTimeout } from './integration.ts';
import { readRouteProperties } from './route-properties.ts';
import { invocationsUri, samAuthorization } from './sam-authorization.ts';

export const SAM_WEB_SOCKET_API = 'AWS::Serverless::WebSocketApi';

/** The name that SAM gives to a stage without one. */
export const SAM_STAGE = 'default';

const PREDEFINED: readonly string[] = ['$connect', '$disconnect', '$default'];

/**
 * The routes that SAM makes of `Routes`, each with a Lambda proxy integration.
 *
 * @see "AWS::Serverless::WebSocketApi" (SAM Developer Guide)
 */
export function samRoutes(api: Resource, scope: Scope): WebSocketRoute[] {
  const { problems } = scope;
  const properties = scope.propertiesOf(api);
  const routes = childOf(properties, 'Routes');
  const authorization = samAuthorization(api, scope);
  const hasConnect = isMapping(routes) && routes.entries.has('$connect');
  if (properties.entries.has('Auth') && !hasConnect) {
    const message = `Auth of API "${api.logicalId}" needs a route $connect: add it to Routes`;
    problems.error(positionOfKey(properties, 'Auth'), 'missing-route', message);
  }
  return [...(isMapping(routes) ? routes.entries : [])].flatMap(([routeKey, entry]) => {
    const { keyPosition, value } = entry;
    const owner = `route "${routeKey}" of API "${api.logicalId}"`;
    if (!isMapping(value)) {
      problems.error(keyPosition, 'invalid-property', `${owner} has to be a mapping`);
      return [];
    }
    if (!PREDEFINED.includes(routeKey) && !/^[a-z\d]+$/i.test(routeKey)) {
      const message = `the key of ${owner} has to be letters and digits, or one of ${PREDEFINED.join(', ')}: SAM takes no other`;
      problems.error(keyPosition, 'invalid-property', message);
    }
    checkRequestParameters(routeKey, value, owner, scope);
    const read = new PropertyReader(value, owner, problems);
    const routeId = resourceIdOf(`${api.logicalId}${capitalized(routeKey)}Route`);
    const isConnect = routeKey === '$connect';
    return {
      routeKey,
      position: keyPosition,
      authorization: isConnect ? authorization : ({ type: 'NONE' } as const),
      ...readRouteProperties(read, { api, routeId, position: keyPosition }, scope),
      integration: lambdaProxy(read, keyPosition, scope),
    };
  });
}

/** How a route's key stands in the logical ids of what SAM makes for it. */
function capitalized(routeKey: string): string {
  const word = routeKey.replace('$', '').toLowerCase();
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function checkRequestParameters(
  routeKey: string,
  route: MappingNode,
  owner: string,
  { problems }: Scope,
): void {
  const parameters = route.entries.get('RequestParameters');
  if (parameters === undefined || routeKey === '$connect') return;
  const message = `RequestParameters of ${owner}: only $connect has parameters`;
  problems.error(parameters.keyPosition, 'invalid-property', message);
}

function lambdaProxy(
  read: PropertyReader,
  position: WebSocketIntegration['position'],
  scope: Scope,
): WebSocketIntegration {
  return {
    position,
    integrationType: 'AWS_PROXY',
    integrationMethod: 'POST',
    integrationUri: invocationsUri(read.requiredText('FunctionArn') ?? '', scope),
    passthroughBehavior: 'WHEN_NO_MATCH',
    requestParameters: {},
    requestTemplates: {},
    timeoutInMillis: readTimeout(read, 'IntegrationTimeout'),
    integrationResponses: [],
  };
}
