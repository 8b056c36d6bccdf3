import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import type { JsonObject } from '../../shared/json.ts';
import { messageOf } from '../../shared/message-of.ts';

/** Which check a token has failed, in the order of the checks. */
export type JsonWebTokenFailure =
  | 'segments'
  | 'algorithm'
  | 'kid'
  | 'signature'
  | 'issuer'
  | 'audience'
  | 'exp'
  | 'nbf'
  | 'iat';

/** A token that is not accepted. Its message never holds the token. */
export class JsonWebTokenError extends Error {
  override readonly name = 'JsonWebTokenError';
  readonly code: JsonWebTokenFailure;

  constructor(message: string, options: ErrorOptions & { readonly code: JsonWebTokenFailure }) {
    super(message, options);
    this.code = options.code;
  }
}

export interface JsonWebTokenRules {
  readonly issuer: string;
  /** One of them has to be in `aud`, or be the `client_id` of a token without `aud`. */
  readonly audience?: readonly string[];
  /** The keys of the issuer; asked for when the token has passed the checks that need none. */
  readonly keySet: () => Promise<JWTVerifyGetKey>;
  readonly nowMs: number;
}

/** API Gateway takes RSA signatures only. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512'];

/**
 * Verifies a token as API Gateway does.
 *
 * @returns its claims
 * @throws JsonWebTokenError; and KeySetError when the keys cannot be had
 * @see "Control access to HTTP APIs with JWT authorizers in API Gateway"
 */
export async function verifyJsonWebToken(
  token: string,
  rules: JsonWebTokenRules,
): Promise<JsonObject> {
  if (token.split('.').length !== 3) {
    throw new JsonWebTokenError('the token has not three segments', { code: 'segments' });
  }
  const { decodeProtectedHeader, jwtVerify } = await import('jose');
  const { alg, kid } = readHeader(() => decodeProtectedHeader(token));
  if (!ALGORITHMS.includes(alg ?? '')) {
    const message = `the token's alg is none of ${ALGORITHMS.join(', ')}`;
    throw new JsonWebTokenError(message, { code: 'algorithm' });
  }
  if (kid === undefined) throw new JsonWebTokenError('the token has no kid', { code: 'kid' });
  const keySet = await rules.keySet();
  const { payload } = await jwtVerify(token, keySet, {
    algorithms: ALGORITHMS,
    issuer: rules.issuer,
    requiredClaims: ['exp'],
    currentDate: new Date(rules.nowMs),
  }).catch((error: unknown) => {
    throw failureOf(error, rules);
  });
  checkAudience(payload, rules.audience);
  if (payload.iat !== undefined && payload.iat * 1000 > rules.nowMs) {
    throw new JsonWebTokenError('the token was issued in the future (iat)', { code: 'iat' });
  }
  // The claims were JSON text a moment ago.
  return payload as JsonObject;
}

function readHeader<Header>(decode: () => Header): Header {
  try {
    return decode();
  } catch (error) {
    const message = 'the first segment of the token is no JSON object in base64url';
    throw new JsonWebTokenError(message, { code: 'segments', cause: error });
  }
}

function checkAudience({ aud, client_id }: JWTPayload, audience: readonly string[] = []): void {
  if (audience.length === 0) return;
  const claimed = aud ?? client_id;
  const values = Array.isArray(claimed) ? claimed : [claimed];
  if (values.some((value) => typeof value === 'string' && audience.includes(value))) return;
  const claim = aud === undefined ? 'client_id' : 'aud';
  const message = `the token's ${claim} is none of ${audience.join(', ')}`;
  throw new JsonWebTokenError(message, { code: 'audience' });
}

/** By the code of the library's error. */
const FAILURES: Readonly<Record<string, readonly [JsonWebTokenFailure, string]>> = {
  ERR_JWKS_NO_MATCHING_KEY: ['kid', "no key of the key set has the token's kid"],
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: ['kid', "several keys of the key set have the token's kid"],
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: ['signature', "the token's signature is wrong"],
  ERR_JWT_INVALID: ['segments', "the token's second segment is no JSON object in base64url"],
  ERR_JWS_INVALID: ['segments', 'the token is no signed JSON Web Token'],
};

function failureOf(error: unknown, { issuer }: JsonWebTokenRules): JsonWebTokenError {
  const { code = '', claim = '' } = error as { readonly code?: string; readonly claim?: string };
  const claims: typeof FAILURES = {
    iss: ['issuer', `the token's iss is not ${issuer}`],
    exp: ['exp', 'the token has expired, or does not say when it does (exp)'],
    nbf: ['nbf', 'the token is not valid yet (nbf)'],
    iat: ['iat', "the token's iat is no number"],
  };
  const [failure, message] = claims[claim] ??
    FAILURES[code] ?? ['signature', `the signature cannot be verified: ${messageOf(error)}`];
  return new JsonWebTokenError(message, { code: failure, cause: error });
}
