import type { Position } from '../../shared/problem.ts';
import {
  childOf,
  isMapping,
  itemsOf,
  type MappingNode,
  scalarText,
  type TemplateNode,
} from '../nodes.ts';
import type { Resource, Scope } from '../scope.ts';

/** `Auth` of an API of SAM: what its methods take unless they or their events say otherwise. */
export interface ApiAuth {
  readonly position: Position;
  /** `AWS_IAM`, or a name among the authorizers; undefined for one that SAM takes no notice of. */
  readonly defaultAuthorizer: { readonly name: string; readonly position: Position } | undefined;
  /** By name. */
  readonly authorizers: TemplateNode | undefined;
  readonly invokeRole: string | undefined;
  readonly apiKeyRequired: boolean;
  /** Whether methods of the verb OPTIONS take the default authorizer and the API key too. */
  readonly addDefaultAuthorizerToPreflight: boolean;
  readonly addApiKeyRequiredToPreflight: boolean;
}

const SUPPORTED = [
  'AddApiKeyRequiredToCorsPreflight',
  'AddDefaultAuthorizerToCorsPreflight',
  'ApiKeyRequired',
  'Authorizers',
  'DefaultAuthorizer',
  'InvokeRole',
  'UsagePlan',
];
const UNSUPPORTED = ['ResourcePolicy'];

/** @see "ApiAuth" (SAM Developer Guide) */
export function readApiAuth(api: Resource, scope: Scope): ApiAuth {
  const auth = childOf(scope.propertiesOf(api), 'Auth');
  if (isMapping(auth)) checkAuth(auth, api, scope);
  const authorizers = childOf(auth, 'Authorizers');
  return {
    position: auth?.position ?? api.position,
    defaultAuthorizer: defaultAuthorizerOf(auth, authorizers, api, scope),
    authorizers,
    invokeRole: invokeRoleOf(auth),
    apiKeyRequired: isTrue(childOf(auth, 'ApiKeyRequired')) ?? false,
    addDefaultAuthorizerToPreflight:
      isTrue(childOf(auth, 'AddDefaultAuthorizerToCorsPreflight')) ?? true,
    addApiKeyRequiredToPreflight: isTrue(childOf(auth, 'AddApiKeyRequiredToCorsPreflight')) ?? true,
  };
}

function checkAuth(auth: MappingNode, { logicalId }: Resource, { problems }: Scope): void {
  for (const [key, { keyPosition }] of auth.entries) {
    if (UNSUPPORTED.includes(key)) {
      const message = `${key} of API "${logicalId}" is not supported here: the API answers without it`;
      problems.warning(keyPosition, 'unsupported-property', message);
    } else if (!SUPPORTED.includes(key)) {
      const message = `"${key}" is no property of Auth of API "${logicalId}": SAM takes ${[...SUPPORTED, ...UNSUPPORTED].join(', ')} only`;
      problems.error(keyPosition, 'unknown-property', message);
    }
  }
}

function defaultAuthorizerOf(
  auth: TemplateNode | undefined,
  authorizers: TemplateNode | undefined,
  { logicalId }: Resource,
  { problems }: Scope,
): ApiAuth['defaultAuthorizer'] {
  const node = childOf(auth, 'DefaultAuthorizer');
  const name = scalarText(node);
  if (node === undefined || name === undefined) return undefined;
  const { position } = node;
  if (isAuthorizer(name, { authorizers })) return { name, position };
  if (authorizers !== undefined) {
    const message = `"${name}" is none of the Authorizers of API "${logicalId}": declare it or take AWS_IAM`;
    problems.error(position, 'unknown-authorizer', message);
  } else if (name !== 'NONE') {
    const message = `API "${logicalId}" has no Authorizers: without them SAM takes no notice of "${name}", and anyone may call`;
    problems.warning(position, 'unknown-authorizer', message);
  }
  return undefined;
}

export function isAuthorizer(name: string, { authorizers }: Pick<ApiAuth, 'authorizers'>): boolean {
  return name === 'AWS_IAM' || childOf(authorizers, name) !== undefined;
}

/** The scopes that a method takes from its authorizer unless its event names others. */
export function authorizerScopes(name: string, { authorizers }: ApiAuth): readonly TemplateNode[] {
  return itemsOf(childOf(childOf(authorizers, name), 'AuthorizationScopes'));
}

/**
 * Which role calls the function: as written, `NONE` for an empty one, undefined when nothing is
 * said.
 */
export function invokeRoleOf(auth: TemplateNode | undefined): string | undefined {
  const role = childOf(auth, 'InvokeRole');
  return role === undefined ? undefined : scalarText(role) || 'NONE';
}

export function isTrue(node: TemplateNode | undefined): boolean | undefined {
  const text = scalarText(node);
  return text === undefined ? undefined : text === 'true';
}
