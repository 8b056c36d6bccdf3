import type { ApiEvent } from '../api-events.ts';
import { buildMapping } from '../build-nodes.ts';
import type { Integration } from '../model.ts';
import { childOf, isMapping, scalarText, type TemplateNode } from '../nodes.ts';
import type { Scope } from '../scope.ts';
import { type ApiAuth, authorizerScopes, invokeRoleOf, isTrue } from './api-auth.ts';

/** The marker of a method that takes not the API key which the API asks for. */
export const NO_API_KEY = 'api_key_false';

/**
 * The entries that the `Auth` of an event adds to the `security` of its operation; SAM's markers
 * `NONE` and `api_key_false` say that it takes not what the API asks for.
 */
export function eventSecurity(event: ApiEvent, api: ApiAuth, scope: Scope): TemplateNode[] {
  const auth = childOf(event.properties, 'Auth');
  const authorizer = childOf(auth, 'Authorizer');
  const name = scalarText(authorizer);
  checkAuthorizer(authorizer, event, api, scope);
  checkScopes(auth, event, scope);
  const security: TemplateNode[] = [];
  if (authorizer !== undefined && name) {
    const scopes = childOf(auth, 'AuthorizationScopes') ?? authorizerScopes(name, api);
    security.push(buildMapping(authorizer.position, { [name]: scopes }));
  }
  const isKeyRequired = ownApiKey(event, api, scope);
  if (isKeyRequired !== undefined) {
    const key = isKeyRequired ? 'api_key' : NO_API_KEY;
    security.push(buildMapping(event.position, { [key]: [] }));
  }
  return security;
}

/** An event of an API with a document of its own changes it only when it says so. */
export function overridesApiAuth({ properties }: ApiEvent): boolean {
  return isTrue(childOf(childOf(properties, 'Auth'), 'OverrideApiAuth')) ?? false;
}

function checkScopes(auth: TemplateNode | undefined, { label }: ApiEvent, { problems }: Scope) {
  const scopes = childOf(auth, 'AuthorizationScopes');
  if (scopes === undefined || childOf(auth, 'Authorizer') !== undefined) return;
  const message = `AuthorizationScopes of ${label} need an Authorizer beside them: SAM refuses them alone`;
  problems.error(scopes.position, 'invalid-property', message);
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
