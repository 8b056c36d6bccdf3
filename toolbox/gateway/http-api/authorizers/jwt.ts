import type { Clock } from '../../../shared/clock.ts';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  propertyOf,
  stringifyJson,
} from '../../../shared/json.ts';
import { messageOf } from '../../../shared/message-of.ts';
import type { JwtAuthorizer } from '../../../template/http-api-model.ts';
import { JsonWebTokenError, verifyJsonWebToken } from '../../authorizers/json-web-token.ts';
import { KeySetError, type KeySets } from '../../authorizers/key-set.ts';
import type { RouteCaller, RoutedHttpContext } from '../context.ts';
import { HttpApiError } from '../http-api-error.ts';
import { compileIdentity } from './identity.ts';

export type AuthorizeRoute = (context: RoutedHttpContext) => Promise<RouteCaller>;

export interface JwtOptions {
  readonly keySets: KeySets;
  readonly clock: Clock;
}

/**
 * Makes what authorizes by a JSON Web Token.
 *
 * @param scopes - of the route
 * @throws HttpApiError UNAUTHORIZED, and FORBIDDEN for a token without a scope of the route
 * @see "Controlling access to HTTP APIs with JWT authorizers" (API Gateway Developer Guide)
 */
export function jwtAuthorizer(
  { identitySource, issuer, audience }: JwtAuthorizer,
  scopes: readonly string[],
  { keySets, clock }: JwtOptions,
): AuthorizeRoute {
  const identityOf = compileIdentity(identitySource);
  return async (context) => {
    const token = identityOf(context)?.[0]?.replace(/^bearer\s+/i, '');
    if (!token) throw missingToken();
    const claims = await verifyJsonWebToken(token, {
      issuer,
      audience,
      keySet: () => keySets(issuer, 'openid-configuration'),
      nowMs: clock.now(),
    }).catch((error: unknown) => {
      throw invalidToken(error);
    });
    return { type: 'JWT', claims: claimTexts(claims), scopes: grantedScopes(claims, scopes) };
  };
}

function missingToken(): HttpApiError {
  return new HttpApiError('UNAUTHORIZED', {
    reason: 'the identity source holds no token',
    headers: [['www-authenticate', 'Bearer']],
  });
}

/** The descriptions of failures that are known from AWS; of the others only ours is. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  audience: 'the token does not have a valid audience',
  segments: 'token contains an invalid number of segments',
  discovery: 'OIDC discovery endpoint communication error',
  jwks: 'JWKS communication error',
};

function invalidToken(error: unknown): unknown {
  if (!(error instanceof JsonWebTokenError || error instanceof KeySetError)) return error;
  const description = DESCRIPTIONS[error.code] ?? messageOf(error);
  const challenge = `Bearer scope="" error="invalid_token" error_description="${description.replaceAll('"', "'")}"`;
  return new HttpApiError('UNAUTHORIZED', {
    reason: messageOf(error),
    cause: error,
    headers: [['www-authenticate', challenge]],
  });
}

/**
 * Those of the route that the token has; null for a route that asks for none. Local runtime: that
 * others are left out is assumed.
 *
 * @throws HttpApiError FORBIDDEN when it has none of them
 */
function grantedScopes(claims: JsonObject, wanted: readonly string[]): readonly string[] | null {
  if (wanted.length === 0) return null;
  const claimed = [propertyOf(claims, 'scope'), propertyOf(claims, 'scp')].flatMap(scopesIn);
  const granted = wanted.filter((scope) => claimed.includes(scope));
  if (granted.length > 0) return granted;
  throw new HttpApiError('FORBIDDEN', {
    reason: `the token has none of the scopes ${wanted.join(', ')}`,
  });
}

function scopesIn(claim: JsonValue | undefined): readonly string[] {
  if (typeof claim === 'string') return claim.split(' ');
  return Array.isArray(claim) ? claim.filter((scope) => typeof scope === 'string') : [];
}

/** All claims are texts; those that are null are left out. */
function claimTexts(claims: JsonObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(claims).flatMap(([name, value]) =>
      value === null ? [] : [[name, claimText(value)]],
    ),
  );
}

function claimText(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map((item) => claimText(item)).join(' ')}]`;
  return isJsonObject(value) ? stringifyJson(value) : String(value);
}
