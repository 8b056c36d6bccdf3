import { type ApiEvent, resourcePathOf, targetArn } from '../api-events.ts';
import type { Integration, Method } from '../model.ts';
import { positionOfKey } from '../nodes.ts';
import { PropertyReader } from '../property-reader.ts';
import type { Resource, Scope } from '../scope.ts';
import { type ApiAuth, readApiAuth } from './api-auth.ts';
import { eventAuthorization, eventCredentials } from './event-authorization.ts';
import { readTimeout } from './integration.ts';
import { checkPath } from './methods.ts';

const HTTP_METHODS = ['ANY', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/**
 * The methods that SAM writes into the document of an API for the events of functions.
 *
 * @param events - those of this API
 */
export function eventMethods(api: Resource, events: readonly ApiEvent[], scope: Scope): Method[] {
  const auth = readApiAuth(api, scope);
  const taken = new Set<string>();
  const methods: Method[] = [];
  for (const event of events) {
    const { httpMethod, path, label, position } = event;
    const name = `${httpMethod} ${path}`;
    if (taken.has(name)) {
      const message = `${label} is a second one for ${name} of API "${api.logicalId}": keep one of them`;
      scope.problems.error(position, 'duplicate-method', message);
    } else {
      methods.push(eventMethod(event, auth, scope));
    }
    taken.add(name);
  }
  return methods;
}

function eventMethod(event: ApiEvent, auth: ApiAuth, scope: Scope): Method {
  const { httpMethod, path, position, properties, label } = event;
  checkPath(path, properties.entries.get('Path')?.value.position ?? position, scope.problems);
  if (!HTTP_METHODS.includes(httpMethod)) {
    const message = `Method of ${label} has to be one of ${HTTP_METHODS.join(', ')}, not "${httpMethod}"`;
    const place = properties.entries.get('Method')?.value.position ?? position;
    scope.problems.error(place, 'invalid-property', message);
  }
  return {
    resourcePath: resourcePathOf(event),
    httpMethod,
    position,
    ...eventAuthorization(event, auth, scope),
    requestParameters: [],
    requestModels: {},
    methodResponses: {},
    integration: eventIntegration(event, auth, scope),
  };
}

function eventIntegration(event: ApiEvent, auth: ApiAuth, scope: Scope): Integration {
  const { position, properties, label } = event;
  const { partition, region } = scope.identity;
  const read = new PropertyReader(properties, label, scope.problems);
  const timeoutPosition = positionOfKey(properties, 'TimeoutInMillis');
  return {
    position,
    type: 'AWS_PROXY',
    httpMethod: 'POST',
    uri: `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${targetArn(event, scope)}/invocations`,
    ...eventCredentials(event, auth, scope),
    passthroughBehavior: 'WHEN_NO_MATCH',
    requestParameters: {},
    requestTemplates: {},
    responses: [],
    timeoutInMillis: readTimeout(read, 'TimeoutInMillis', timeoutPosition, scope.problems),
  };
}
