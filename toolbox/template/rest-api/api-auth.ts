import { childOf, isMapping, type MappingNode, scalarText, type TemplateNode } from '../nodes.ts';
import type { Resource, Scope } from '../scope.ts';

/**
 * `Auth` of an API whose document SAM writes: what its methods take unless their events say
 * otherwise.
 */
export interface ApiAuth {
  /** `AWS_IAM`, or a name among the authorizers. */
  readonly defaultAuthorizer: TemplateNode | undefined;
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
  'DefaultAuthorizer',
  'InvokeRole',
];
const UNSUPPORTED = ['Authorizers', 'ResourcePolicy', 'UsagePlan'];

/** @see "ApiAuth" (SAM Developer Guide) */
export function readApiAuth(api: Resource, scope: Scope): ApiAuth {
  const auth = childOf(scope.propertiesOf(api), 'Auth');
  if (isMapping(auth)) checkAuth(auth, api, scope);
  const defaultAuthorizer = childOf(auth, 'DefaultAuthorizer');
  const authorizers = childOf(auth, 'Authorizers');
  checkDefaultAuthorizer(defaultAuthorizer, authorizers, api, scope);
  return {
    defaultAuthorizer,
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

function checkDefaultAuthorizer(
  node: TemplateNode | undefined,
  authorizers: TemplateNode | undefined,
  { logicalId }: Resource,
  { problems }: Scope,
): void {
  const name = scalarText(node);
  if (node === undefined || name === undefined || name === 'AWS_IAM') return;
  if (childOf(authorizers, name) !== undefined) return;
  if (authorizers !== undefined) {
    const message = `"${name}" is none of the Authorizers of API "${logicalId}": declare it or take AWS_IAM`;
    problems.error(node.position, 'unknown-authorizer', message);
  } else if (name !== 'NONE') {
    const message = `API "${logicalId}" has no Authorizers: without them SAM takes no notice of "${name}", and anyone may call`;
    problems.warning(node.position, 'unknown-authorizer', message);
  }
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
