import fc from 'fast-check';
import { type JWTPayload, SignJWT } from 'jose';
import {
  JsonWebTokenError,
  type JsonWebTokenRules,
  verifyJsonWebToken,
} from '../../../../toolbox/gateway/authorizers/json-web-token.ts';
import { KeySetError } from '../../../../toolbox/gateway/authorizers/key-set.ts';
import { aKeyPair, aToken, type KeyPair, keySetOf, NOW_MS, NOW_SECONDS } from './a-key-pair.ts';

const ISSUER = 'https://issuer.example/pool';
const JWT_PAGE = 'DG "Controlling access to HTTP APIs with JWT authorizers"';

type Changes = { readonly [Claim in keyof JWTPayload]: JWTPayload[Claim] | undefined };

let pair: KeyPair;
let stranger: KeyPair;
let elliptic: KeyPair;

beforeAll(async () => {
  pair = await aKeyPair();
  stranger = await aKeyPair();
  elliptic = await aKeyPair('key-1', 'ES256');
});

/** A change to undefined leaves the claim out. */
function someClaims(changes: Changes = {}): JWTPayload {
  const claims = { iss: ISSUER, aud: 'client', exp: NOW_SECONDS + 60, iat: NOW_SECONDS - 60 };
  return JSON.parse(JSON.stringify({ ...claims, ...changes }));
}

function verify(token: string, rules: Partial<JsonWebTokenRules> = {}) {
  return verifyJsonWebToken(token, {
    issuer: ISSUER,
    audience: ['client'],
    keySet: async () => keySetOf(pair),
    nowMs: NOW_MS,
    ...rules,
  });
}

const encoded = (value: unknown): string =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

describe('verifyJsonWebToken', () => {
  test.each<[source: string, name: string, claims: Changes]>([
    [JWT_PAGE, 'the audience as a text', {}],
    [JWT_PAGE, 'one of several audiences', { aud: ['other', 'client'] }],
    [JWT_PAGE, 'client_id instead of aud', { aud: undefined, client_id: 'client' }],
    [JWT_PAGE, 'nbf in the past', { nbf: NOW_SECONDS - 1 }],
    [JWT_PAGE, 'no iat', { iat: undefined }],
  ])('%s: gives the claims with %s', async (_source, _name, changes) => {
    const claims = someClaims({ sub: 'me', ...changes });

    expect(await verify(await aToken(pair, claims))).toEqual(claims);
  });

  test('any audience will do when none is asked for', async () => {
    await expect(verify(await aToken(pair, someClaims()), { audience: [] })).resolves.toBeDefined();
  });

  test.each<[source: string, name: string, code: string, claims: Changes]>([
    [JWT_PAGE, 'another issuer', 'issuer', { iss: 'https://other.example' }],
    [JWT_PAGE, 'no issuer', 'issuer', { iss: undefined }],
    [JWT_PAGE, 'another audience', 'audience', { aud: 'other' }],
    [JWT_PAGE, 'no audience', 'audience', { aud: undefined }],
    [
      JWT_PAGE,
      'a right client_id beside a wrong aud',
      'audience',
      { aud: 'x', client_id: 'client' },
    ],
    [JWT_PAGE, 'exp in the past', 'exp', { exp: NOW_SECONDS - 1 }],
    [JWT_PAGE, 'exp right now', 'exp', { exp: NOW_SECONDS }],
    ['Local runtime', 'no exp', 'exp', { exp: undefined }],
    [JWT_PAGE, 'nbf in the future', 'nbf', { nbf: NOW_SECONDS + 1 }],
    [JWT_PAGE, 'iat in the future', 'iat', { iat: NOW_SECONDS + 1 }],
  ])('%s: refuses a token with %s (%s)', async (_source, _name, code, changes) => {
    const token = await aToken(pair, someClaims(changes));

    await expect(verify(token)).rejects.toMatchObject({ name: 'JsonWebTokenError', code });
  });

  test.each<[source: string, name: string, code: string, token: () => string | Promise<string>]>([
    [JWT_PAGE, 'no token at all', 'segments', () => 'nonsense'],
    [JWT_PAGE, 'four segments', 'segments', () => 'a.b.c.d'],
    [JWT_PAGE, 'a header that is no JSON', 'segments', () => `${encoded('x')}.${encoded({})}.c`],
    [
      JWT_PAGE,
      'no algorithm',
      'algorithm',
      () => `${encoded({ alg: 'none', kid: 'key-1' })}.${encoded(someClaims())}.`,
    ],
    [JWT_PAGE, 'an elliptic curve', 'algorithm', () => aToken(elliptic, someClaims())],
    [
      JWT_PAGE,
      'the public key taken for a secret',
      'algorithm',
      () =>
        new SignJWT(someClaims())
          .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
          .sign(Buffer.from(JSON.stringify(pair.jwk))),
    ],
    [JWT_PAGE, 'no kid', 'kid', () => aToken(pair, someClaims(), { kid: undefined })],
    [JWT_PAGE, 'an unknown kid', 'kid', () => aToken(pair, someClaims(), { kid: 'other' })],
    [JWT_PAGE, "a stranger's signature", 'signature', () => aToken(stranger, someClaims())],
    [
      JWT_PAGE,
      'claims that were changed',
      'signature',
      async () => {
        const [header, , signature] = (await aToken(pair, someClaims())).split('.');
        return `${header}.${encoded(someClaims({ sub: 'admin' }))}.${signature}`;
      },
    ],
  ])('%s: refuses %s (%s)', async (_source, _name, code, token) => {
    await expect(verify(await token())).rejects.toMatchObject({ name: 'JsonWebTokenError', code });
  });

  test('the signature is checked before the claims', async () => {
    const token = await aToken(stranger, someClaims({ exp: 1, iss: 'other' }));

    await expect(verify(token)).rejects.toMatchObject({ code: 'signature' });
  });

  test('the issuer is checked before the time', async () => {
    const token = await aToken(pair, someClaims({ exp: 1, iss: 'other' }));

    await expect(verify(token)).rejects.toMatchObject({ code: 'issuer' });
  });

  test('asks for no keys when the token cannot be one', async () => {
    const keySet = () => Promise.reject(new KeySetError('no keys', { code: 'jwks' }));

    await expect(verify('nonsense', { keySet })).rejects.toMatchObject({ code: 'segments' });
    await expect(verify(await aToken(pair, someClaims()), { keySet })).rejects.toBeInstanceOf(
      KeySetError,
    );
  });

  test('refuses whatever comes with an error of its own', async () => {
    const segment = fc.oneof(fc.string(), fc.jsonValue().map(encoded));
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { maxLength: 4 }), async (segments) => {
        await expect(verify(segments.join('.'))).rejects.toBeInstanceOf(JsonWebTokenError);
      }),
    );
  });

  test('no message holds the token', async () => {
    const token = await aToken(stranger, someClaims());
    const message = await verify(token).catch((thrown: Error) => thrown.message);

    expect(message).toBe("the token's signature is wrong");
  });
});
