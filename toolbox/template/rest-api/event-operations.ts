import { type ApiEvent, startsFunction, targetArn } from '../api-events.ts';
import { type BuildableMembers, buildMapping } from '../build-nodes.ts';
import { eventRole } from '../event-roles.ts';
import { childOf, type MappingNode, scalarText } from '../nodes.ts';
import { referenceOf } from '../resource-attributes.ts';
import type { Scope } from '../scope.ts';
import type { ApiAuth } from './api-auth.ts';
import { eventCredentials, eventSecurity } from './event-authorization.ts';
import { requestMembers } from './event-request.ts';

/**
 * The operation that SAM writes into the document of an API for an event.
 *
 * @see "Api" of functions and of state machines (SAM Developer Guide)
 */
export function eventOperation(event: ApiEvent, auth: ApiAuth, scope: Scope): MappingNode {
  const operation = startsFunction(event)
    ? functionOperation(event, auth, scope)
    : stateMachineOperation(event, scope);
  const security = eventSecurity(event, auth, scope);
  return buildMapping(event.position, {
    ...operation,
    ...(security.length > 0 && { security }),
  });
}

function functionOperation(event: ApiEvent, auth: ApiAuth, scope: Scope): BuildableMembers {
  const { partition, region } = scope.identity;
  return {
    responses: {},
    ...requestMembers(event, scope),
    'x-amazon-apigateway-integration': {
      type: 'aws_proxy',
      httpMethod: 'POST',
      uri: `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${targetArn(event, scope)}/invocations`,
      ...eventCredentials(event, auth, scope),
      timeoutInMillis: childOf(event.properties, 'TimeoutInMillis'),
    },
  };
}

function stateMachineOperation(event: ApiEvent, scope: Scope): BuildableMembers {
  const { partition, region } = scope.identity;
  return {
    responses: { 200: { description: 'OK' }, 400: { description: 'Bad Request' } },
    'x-amazon-apigateway-integration': {
      type: 'aws',
      httpMethod: 'POST',
      uri: `arn:${partition}:apigateway:${region}:states:action/StartExecution`,
      credentials: eventRole(event, scope).roleArn,
      requestTemplates: { 'application/json': requestTemplate(event, scope) },
      responses: { 200: { statusCode: '200' }, 400: { statusCode: '400' } },
    },
  };
}

/** The request's body becomes the input of the execution. */
function requestTemplate({ target, properties }: ApiEvent, scope: Scope): string {
  const isUnescaped = scalarText(childOf(properties, 'UnescapeMappingTemplate')) === 'true';
  const unescaped = isUnescaped ? String.raw`.replaceAll("\\'","'")` : '';
  return `{"input": "$util.escapeJavaScript($input.json('$'))${unescaped}", "stateMachineArn": "${referenceOf(target, scope)}"}`;
}
