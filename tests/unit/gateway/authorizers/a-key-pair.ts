import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export const NOW_MS = Date.UTC(2024, 0, 31, 10, 20, 30);
export const NOW_SECONDS = NOW_MS / 1000;

export type KeyPair = Awaited<ReturnType<typeof aKeyPair>>;

/** A key pair of RSA with its public half as an issuer would publish it. */
export async function aKeyPair(kid = 'key-1', alg = 'RS256') {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' };
  return { kid, alg, privateKey, jwk, jwks: { keys: [jwk] } };
}

export function keySetOf(...pairs: readonly KeyPair[]) {
  return createLocalJWKSet({ keys: pairs.map(({ jwk }) => jwk) });
}

/** Signs claims; a header member that is undefined is left out. */
export function aToken(
  { privateKey, kid, alg }: KeyPair,
  claims: JWTPayload,
  header: { readonly kid?: string | undefined } = {},
): Promise<string> {
  const protectedHeader = { alg, kid, typ: 'JWT', ...header };
  return new SignJWT(claims)
    .setProtectedHeader(JSON.parse(JSON.stringify(protectedHeader)))
    .sign(privateKey);
}
