import { type JsonObject, propertyOf } from '../../../shared/json.ts';
import type { UserPoolsAuthorizer } from '../../../template/authorizer-model.ts';
import { claimTexts } from '../../authorizers/claim-texts.ts';
import { JsonWebTokenError, verifyJsonWebToken } from '../../authorizers/json-web-token.ts';
import { KeySetError, type KeySets } from '../../authorizers/key-set.ts';
import { userPoolIssuer } from '../../authorizers/user-pool-issuer.ts';
import { GatewayError } from '../../gateway-error.ts';
import type { AuthorizerResult, RoutedContext } from '../context.ts';
import { compileIdentitySource } from '../identity-source.ts';
import { compileValidationExpression } from '../validation-expression.ts';

export interface UserPoolServices {
  readonly keySets: KeySets;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Makes what verifies the token of a user pool: an ID token, or for a method with scopes an access
 * token with one of them.
 *
 * @throws GatewayError UNAUTHORIZED by the promise
 * @see "Control access to REST APIs using Amazon Cognito user pools as an authorizer" (API Gateway
 * Developer Guide)
 */
export function authorizeByUserPool(
  authorizer: UserPoolsAuthorizer,
  services: UserPoolServices,
): (context: RoutedContext) => Promise<AuthorizerResult> {
  const { identitySource, identityValidationExpression, providerArns } = authorizer;
  const [sourceName = ''] = identitySource;
  const tokenOf = compileIdentitySource(sourceName);
  const isValidAudience = compileValidationExpression(identityValidationExpression);
  const issuers = providerArns.map(userPoolIssuer).filter((issuer) => issuer !== undefined);
  return async (context) => {
    const token = tokenOf(context);
    if (token === undefined) throw unauthorized(`the request has no ${sourceName}`);
    const claims = await verify(token.replace(/^Bearer\s+/i, ''), issuers, services);
    const audience = textOf(claims, 'aud');
    if (!isValidAudience(audience)) {
      throw unauthorized(`the token's aud does not match ${identityValidationExpression}`);
    }
    checkUse(claims, context.route.method.definition.authorizationScopes ?? []);
    return {
      variables: { claims: claimTexts(claims) },
      usageIdentifierKey: undefined,
      refusal: undefined,
    };
  };
}

/** The token of any of the pools will do; what the last of them says is told. */
async function verify(
  token: string,
  issuers: readonly string[],
  { keySets, now }: UserPoolServices,
): Promise<JsonObject> {
  let refusal = unauthorized(
    'the authorizer names no user pool: its providerARNs are no ARNs of one',
  );
  for (const issuer of issuers) {
    try {
      const keySet = () => keySets(issuer, 'user-pool');
      return await verifyJsonWebToken(token, { issuer, keySet, nowMs: now() });
    } catch (error) {
      refusal = refusalOf(error);
      // The token is of this pool: the others have nothing to say.
      if (error instanceof JsonWebTokenError && error.code === 'exp') break;
    }
  }
  throw refusal;
}

function refusalOf(error: unknown): GatewayError {
  if (error instanceof KeySetError) return unauthorized(error.message, error);
  if (!(error instanceof JsonWebTokenError)) throw error;
  if (error.code !== 'exp') return unauthorized(error.message, error);
  return new GatewayError('UNAUTHORIZED', {
    message: 'The incoming token has expired',
    reason: error.message,
    cause: error,
  });
}

function checkUse(claims: JsonObject, scopes: readonly string[]): void {
  const use = textOf(claims, 'token_use');
  const expected = scopes.length === 0 ? 'id' : 'access';
  if (use !== expected) {
    const why = scopes.length === 0 ? 'without scopes' : 'with scopes';
    throw unauthorized(
      `a method ${why} takes tokens whose token_use is "${expected}", not "${use}"`,
    );
  }
  const granted = textOf(claims, 'scope').split(' ');
  if (scopes.length === 0 || scopes.some((scope) => granted.includes(scope))) return;
  throw unauthorized(`the token's scope has none of ${scopes.join(', ')}`);
}

function textOf(claims: JsonObject, name: string): string {
  const value = propertyOf(claims, name);
  return typeof value === 'string' ? value : '';
}

function unauthorized(reason: string, cause?: Error): GatewayError {
  return new GatewayError('UNAUTHORIZED', { reason, cause });
}
