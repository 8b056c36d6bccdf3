import type { JWTPayload } from 'jose';
import { KeySetError } from '../../../../toolbox/gateway/authorizers/key-set.ts';
import type { HttpApiGatewayOptions } from '../../../../toolbox/gateway/http-api/http-api-gateway.ts';
import type { JsonValue } from '../../../../toolbox/shared/json.ts';
import type { MappingVariable } from '../../../../toolbox/template/http-api-model.ts';
import { aRecordingLambda, aRequest, headerValues } from '../an-api.ts';
import {
  aKeyPair,
  aToken,
  type KeyPair,
  keySetOf,
  NOW_MS,
  NOW_SECONDS,
} from '../authorizers/a-key-pair.ts';
import { aLambda, anApiOf, POSITION, respond } from './an-http-api.ts';

const ISSUER = 'https://issuer.example/pool';

let pair: KeyPair;

beforeAll(async () => {
  pair = await aKeyPair();
});

interface Asked {
  readonly claims?: JWTPayload;
  /** Instead of one with the claims. */
  readonly authorization?: string | null;
  readonly scopes?: readonly string[];
  readonly identitySource?: MappingVariable;
  readonly rawQuery?: string;
  readonly payloadFormatVersion?: '1.0' | '2.0';
  readonly keySets?: HttpApiGatewayOptions['keySets'];
}

const CLAIMS: JWTPayload = { iss: ISSUER, aud: 'client', exp: NOW_SECONDS + 60 };

/** Calls a route that asks for a token. */
async function ask({ claims = {}, authorization, scopes = [], ...asked }: Asked = {}) {
  const authorizer = {
    type: 'JWT' as const,
    name: 'tokens',
    position: POSITION,
    identitySource: [asked.identitySource ?? { source: 'header' as const, name: 'Authorization' }],
    issuer: ISSUER,
    audience: ['client'],
  };
  const integration = aLambda({ payloadFormatVersion: asked.payloadFormatVersion ?? '2.0' });
  const api = anApiOf({ integration, authorization: { type: 'JWT', authorizer, scopes } });
  const header = authorization === undefined ? await bearer(claims) : authorization;
  const { lambda, calls } = aRecordingLambda();
  const response = await respond(
    api,
    aRequest({
      rawQuery: asked.rawQuery ?? '',
      headers: header === null ? [] : [['authorization', header]],
    }),
    {
      lambda,
      keySets: asked.keySets ?? (async () => keySetOf(pair)),
      clock: { now: () => NOW_MS, sleep: () => new Promise(() => {}) },
    },
  );
  const event = calls[0] && JSON.parse(calls[0].payload);
  return { response, authorizer: event?.requestContext.authorizer };
}

const bearer = async (claims: JWTPayload): Promise<string> =>
  `Bearer ${await aToken(pair, { ...CLAIMS, ...claims })}`;

describe('jwtAuthorizer', () => {
  // floci-io/floci#2011 (captures on AWS); aws/serverless-java-container#407
  test.each<[string, JsonValue, string | undefined]>([
    ['a text', 'a b', 'a b'],
    ['a list', ['a', 'b', 'c'], '[a b c]'],
    ['an empty list', [], '[]'],
    ['a number', 1_700_000_000, '1700000000'],
    ['a boolean', true, 'true'],
    ['an object', { a: [1] }, '{"a":[1]}'],
    ['null', null, undefined],
  ])('gives the function %s as text', async (_case, value, text) => {
    const { authorizer } = await ask({ claims: { mine: value } });

    expect(authorizer.jwt.claims.mine).toBe(text);
  });

  test('gives the claims and null without scopes of the route', async () => {
    const { authorizer } = await ask({ claims: { scope: 'a b' } });

    expect(authorizer).toEqual({
      jwt: {
        claims: { iss: ISSUER, aud: 'client', exp: String(NOW_SECONDS + 60), scope: 'a b' },
        scopes: null,
      },
    });
  });

  // DG "Working with AWS Lambda proxy integrations for HTTP APIs"
  test('gives claims and scopes in the format 1.0 too', async () => {
    const { authorizer } = await ask({
      claims: { scope: 'a b' },
      scopes: ['b'],
      payloadFormatVersion: '1.0',
    });

    expect(authorizer).toMatchObject({ claims: { iss: ISSUER }, scopes: ['b'] });
  });

  // DG "Controlling access to HTTP APIs with JWT authorizers"
  test.each<[string, JWTPayload, readonly string[] | null]>([
    ['one of the scopes in scope', { scope: 'a b' }, ['b']],
    ['one of them in scp', { scp: ['b', 'd'] }, ['b']],
    ['none of them', { scope: 'a' }, null],
    ['no scope at all', {}, null],
    ['a part of the name', { scope: 'bb' }, null],
  ])('on a route with scopes looks for %s', async (_case, claims, granted) => {
    const { response, authorizer } = await ask({ claims, scopes: ['b', 'c'] });

    expect([response.statusCode, response.body, authorizer?.jwt.scopes]).toEqual(
      granted === null ? [403, '{"message":"Forbidden"}', undefined] : [200, '{}', granted],
    );
  });

  // issue KensioSoftware/yulin#302: token_use is not checked
  test.each(['id', 'access'])('takes a token for %s without scopes', async (use) => {
    expect((await ask({ claims: { token_use: use } })).response.statusCode).toBe(200);
  });

  test.each<[string, Asked]>([
    ['alone', {}],
    ['in the query', { authorization: null, identitySource: { source: 'querystring', name: 't' } }],
  ])('takes a token %s', async (_case, asked) => {
    const token = (await bearer({})).slice('Bearer '.length);
    const isInQuery = asked.identitySource !== undefined;

    const { response } = await ask({
      authorization: token,
      ...asked,
      rawQuery: isInQuery ? `t=${token}` : '',
    });

    expect(response.statusCode).toBe(200);
  });

  // note; KC "HTTP API 401 JWT"; DG "Troubleshooting issues with HTTP API JWT authorizers"
  const challenge = (text: string) =>
    `Bearer scope="" error="invalid_token" error_description="${text}"`;
  const failing = (code: 'discovery' | 'jwks') => async (): Promise<never> => {
    throw new KeySetError('no keys', { code });
  };
  test.each<[string, Asked, string]>([
    ['no token', { authorization: null }, 'Bearer'],
    ['an empty token', { authorization: 'Bearer ' }, 'Bearer'],
    [
      'another audience',
      { claims: { aud: 'other' } },
      challenge('the token does not have a valid audience'),
    ],
    [
      'no token at all',
      { authorization: 'Bearer abc' },
      challenge('token contains an invalid number of segments'),
    ],
    [
      'no discovery',
      { keySets: failing('discovery') },
      challenge('OIDC discovery endpoint communication error'),
    ],
    ['no key set', { keySets: failing('jwks') }, challenge('JWKS communication error')],
  ])('answers 401 to %s', async (_case, asked, expected) => {
    const { response } = await ask(asked);

    expect([response.statusCode, response.body]).toEqual([401, '{"message":"Unauthorized"}']);
    expect(headerValues(response, 'www-authenticate')).toEqual([expected]);
  });

  test.each<[string, JWTPayload, string]>([
    ['has expired', { exp: NOW_SECONDS - 1 }, 'expired'],
    ['is not valid yet', { nbf: NOW_SECONDS + 60 }, 'nbf'],
    ['is of the future', { iat: NOW_SECONDS + 60 }, 'iat'],
    ['is of another issuer', { iss: 'https://other.example' }, 'iss'],
  ])('answers 401 to a token that %s, and logs why', async (_case, claims, reason) => {
    const { response } = await ask({ claims });

    expect(response.statusCode).toBe(401);
    expect(response.entry?.error).toContain(reason);
  });

  test('never logs the token', async () => {
    const token = await bearer({ aud: 'other' });

    const { response } = await ask({ authorization: token });

    expect(JSON.stringify(response)).not.toContain(token.slice('Bearer '.length));
  });
});
