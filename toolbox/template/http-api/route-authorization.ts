import type { Position } from '../../shared/problem.ts';
import type { RouteAuthorization } from '../http-api-model.ts';
import { childOf, isMapping, type MappingNode, positionOfKey } from '../nodes.ts';
import type { ProblemList } from '../problem-list.ts';
import { textsOf } from './authorizer.ts';
import type { Authorizers } from './security-schemes.ts';

/** Who may call a route by the name of an authorizer and the scopes that it asks for. */
export function authorizationBy(
  name: string,
  scopes: readonly string[],
  authorizers: Authorizers,
): RouteAuthorization | undefined {
  const authorizer = authorizers.get(name);
  if (authorizer === undefined) return undefined;
  if (authorizer === 'AWS_IAM') return { type: 'AWS_IAM' };
  return authorizer.type === 'JWT'
    ? { type: 'JWT', authorizer, scopes }
    : { type: 'CUSTOM', authorizer };
}

/** @see "Quotas for HTTP APIs" (API Gateway Developer Guide) */
const MAX_SCOPES = 10;

export function checkScopes(
  scopes: readonly string[],
  owner: string,
  position: Position,
  problems: ProblemList,
): void {
  if (scopes.length <= MAX_SCOPES) return;
  const message = `${owner} asks for ${scopes.length} scopes: HTTP APIs take ${MAX_SCOPES} on a route`;
  problems.warning(position, 'quota', message);
}

/**
 * Who may call an operation, by its `security`; undefined when it says nothing. That of the root
 * counts not.
 */
export function readSecurity(
  operation: MappingNode,
  owner: string,
  authorizers: Authorizers,
  problems: ProblemList,
): RouteAuthorization | undefined {
  const security = childOf(operation, 'security');
  const requirements = security?.kind === 'sequence' ? security.items.filter(isMapping) : [];
  const named = requirements.flatMap(({ entries }) => [...entries]);
  const [requirement] = named;
  if (requirement === undefined) return undefined;
  if (named.length > 1) {
    const message = `${owner} has ${named.length} security requirements: HTTP APIs take one`;
    problems.error(positionOfKey(operation, 'security'), 'invalid-security', message);
  }
  const [name, { keyPosition, value }] = requirement;
  const scopes = textsOf(value);
  checkScopes(scopes, owner, keyPosition, problems);
  const authorization = authorizationBy(name, scopes, authorizers);
  if (authorization !== undefined || name === NO_AUTHORIZER) return authorization ?? NONE;
  const message = `"${name}" is no authorizer of this document: declare it in components.securitySchemes, or the route is open`;
  problems.warning(keyPosition, 'unknown-security-scheme', message);
  return NONE;
}

/** What SAM writes for a route that does without the default authorizer. */
export const NO_AUTHORIZER = 'NONE';

export const NONE: RouteAuthorization = { type: 'NONE' };
