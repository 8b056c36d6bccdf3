import type { ApiEvent } from '../api-events.ts';
import type { Integration, Method } from '../model.ts';
import { childOf, isMapping, scalarText, type TemplateNode } from '../nodes.ts';
import type { Scope } from '../scope.ts';
import { type ApiAuth, invokeRoleOf, isTrue } from './api-auth.ts';
import { reportUnsupportedAuthorization } from './authorization.ts';

/** Who may call the method of an event: its `Auth`, else that of the API. */
export function eventAuthorization(
  event: ApiEvent,
  api: ApiAuth,
  scope: Scope,
): Pick<Method, 'authorizationType' | 'apiKeyRequired'> {
  const auth = childOf(event.properties, 'Auth');
  const isPreflight = event.httpMethod === 'OPTIONS';
  const own = childOf(auth, 'Authorizer');
  checkAuthorizer(own, event, api, scope);
  const inherited =
    isPreflight && !api.addDefaultAuthorizerToPreflight ? undefined : api.defaultAuthorizer;
  const authorizer = own ?? inherited;
  const authorizationType = authorizationTypeOf(authorizer, api);
  const position = authorizer?.position ?? event.position;
  reportUnsupportedAuthorization(authorizationType, position, scope.problems);
  const isKeyInherited = api.apiKeyRequired && !(isPreflight && !api.addApiKeyRequiredToPreflight);
  return { authorizationType, apiKeyRequired: ownApiKey(event, api, scope) ?? isKeyInherited };
}

/** SAM knows a user pool by its ARN; what is no authorizer of the API leaves the method open. */
function authorizationTypeOf(authorizer: TemplateNode | undefined, { authorizers }: ApiAuth) {
  const name = scalarText(authorizer);
  if (name === 'AWS_IAM') return name;
  const definition = name === undefined ? undefined : childOf(authorizers, name);
  if (definition === undefined) return 'NONE';
  return childOf(definition, 'UserPoolArn') === undefined ? 'CUSTOM' : 'COGNITO_USER_POOLS';
}

function checkAuthorizer(
  authorizer: TemplateNode | undefined,
  { label }: ApiEvent,
  { authorizers, defaultAuthorizer }: ApiAuth,
  { problems }: Scope,
): void {
  const name = scalarText(authorizer);
  if (authorizer === undefined || name === undefined || name === 'AWS_IAM') return;
  if (name === 'NONE') {
    if (defaultAuthorizer !== undefined) return;
    const message = `Authorizer NONE of ${label} needs a DefaultAuthorizer of the API: leave it out`;
    problems.error(authorizer.position, 'unknown-authorizer', message);
  } else if (childOf(authorizers, name) === undefined) {
    const message = `"${name}" is none of the Authorizers of the API of ${label}: declare it or take AWS_IAM`;
    problems.error(authorizer.position, 'unknown-authorizer', message);
  }
}

function ownApiKey({ properties, label }: ApiEvent, api: ApiAuth, { problems }: Scope) {
  const node = childOf(childOf(properties, 'Auth'), 'ApiKeyRequired');
  const isRequired = isTrue(node);
  if (node !== undefined && isRequired === false && !api.apiKeyRequired) {
    const message = `ApiKeyRequired false of ${label} needs ApiKeyRequired of the API: leave it out`;
    problems.error(node.position, 'invalid-property', message);
  }
  return isRequired;
}

/**
 * With whose rights API Gateway calls the function. Only a method with IAM of its own, or one that
 * says nothing about `Auth` at all and inherits IAM, gets credentials: by default those of the
 * caller.
 */
export function eventCredentials(
  { properties, api }: ApiEvent,
  { invokeRole }: ApiAuth,
  { identity }: Scope,
): Pick<Integration, 'credentials'> {
  const auth = childOf(properties, 'Auth');
  const isSilent = !isMapping(auth) || auth.entries.size === 0;
  // SAM looks before it resolves: a default that a parameter gives leads to no credentials.
  const inherited = childOf(childOf(api.properties, 'Auth'), 'DefaultAuthorizer');
  const authorizer = isSilent ? inherited : childOf(auth, 'Authorizer');
  if (scalarText(authorizer) !== 'AWS_IAM') return {};
  const role = invokeRoleOf(auth) ?? invokeRole ?? 'CALLER_CREDENTIALS';
  if (role === 'NONE') return {};
  const callers = `arn:${identity.partition}:iam::*:user/*`;
  return { credentials: role === 'CALLER_CREDENTIALS' ? callers : role };
}
