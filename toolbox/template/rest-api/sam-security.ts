import { buildMapping } from '../build-nodes.ts';
import { isMapping, type TemplateNode } from '../nodes.ts';
import { type ApiAuth, authorizerScopes, isAuthorizer } from './api-auth.ts';
import { NO_API_KEY } from './event-authorization.ts';

/** The marker of a method that takes not the default authorizer. */
const NO_AUTHORIZER = 'NONE';

/**
 * The `security` of an operation with what the API asks of all.
 *
 * @param key - of the operation in its path item
 */
export function withDefaults(
  security: readonly TemplateNode[],
  key: string,
  auth: ApiAuth,
): readonly TemplateNode[] {
  const isPreflight = key === 'options';
  const authorized =
    isPreflight && !auth.addDefaultAuthorizerToPreflight
      ? security
      : withDefaultAuthorizer(security, auth);
  const keyed = withDefaultApiKey(authorized, isPreflight, auth);
  return keyed.filter((item) => !names(item, [NO_AUTHORIZER, NO_API_KEY]));
}

function withDefaultAuthorizer(
  security: readonly TemplateNode[],
  auth: ApiAuth,
): readonly TemplateNode[] {
  const { defaultAuthorizer } = auth;
  if (defaultAuthorizer === undefined) return security;
  const isOwn = (item: TemplateNode): boolean =>
    isMapping(item) && [...item.entries.keys()].some((name) => isAuthorizer(name, auth));
  const others = security.filter((item) => !isOwn(item));
  if (others.some((item) => names(item, [NO_AUTHORIZER]))) return others;
  const own = security.filter(isOwn);
  if (own.length > 0) return [...others, ...own];
  const { name, position } = defaultAuthorizer;
  const scopes = authorizerScopes(name, auth);
  return [...others, buildMapping(position, { [name]: scopes })];
}

function withDefaultApiKey(
  security: readonly TemplateNode[],
  isPreflight: boolean,
  auth: ApiAuth,
): readonly TemplateNode[] {
  if (!auth.apiKeyRequired) return security;
  const others = security.filter((item) => !names(item, ['api_key', NO_API_KEY]));
  if (isPreflight && !auth.addApiKeyRequiredToPreflight) return others;
  if (security.some((item) => names(item, [NO_API_KEY]))) return others;
  return [...others, buildMapping(security[0]?.position ?? auth.position, { api_key: [] })];
}

function names(item: TemplateNode, keys: readonly string[]): boolean {
  return isMapping(item) && keys.some((key) => item.entries.has(key));
}
