import type { JWTPayload } from 'jose';
import { fetchJson } from '../../../../../toolbox/gateway/authorizers/fetch-json.ts';
import {
  createKeySets,
  KeySetError,
  type KeySets,
} from '../../../../../toolbox/gateway/authorizers/key-set.ts';
import type { UserPoolsAuthorizer } from '../../../../../toolbox/template/authorizer-model.ts';
import type { Method } from '../../../../../toolbox/template/model.ts';
import { aRecordingLambda, aRequest, headerValues, NOW_MS, respond } from '../../an-api.ts';
import { aKeyPair, aToken, type KeyPair, keySetOf } from '../../authorizers/a-key-pair.ts';
import { aKeyServer } from '../../authorizers/a-key-server.ts';
import { anAuthorizedApi, aUserPoolsAuthorizer } from './an-authorized-api.ts';

const PAGE = 'DG "Control access to a REST API using Amazon Cognito user pools"';
const EXPIRED = 'issue aws-amplify/amplify-js#6060';
const CLAIMS = 'issue awsdocs/amazon-api-gateway-developer-guide#158';

const ISSUER = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Pool';
const OTHER_POOL = 'arn:aws:cognito-idp:us-east-1:210987654321:userpool/us-east-1_Other';
const OTHER_ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Other';
const NOW_SECONDS = NOW_MS / 1000;

let pair: KeyPair;
let stranger: KeyPair;

beforeAll(async () => {
  pair = await aKeyPair();
  stranger = await aKeyPair('other');
});

function idClaims(changes: JWTPayload = {}): JWTPayload {
  return {
    iss: ISSUER,
    aud: 'client',
    token_use: 'id',
    exp: NOW_SECONDS + 60,
    iat: NOW_SECONDS - 60,
    ...changes,
  };
}

function accessClaims(changes: JWTPayload = {}): JWTPayload {
  const { aud: _, ...claims } = idClaims();
  return { ...claims, token_use: 'access', client_id: 'client', scope: 'orders/read', ...changes };
}

interface Call {
  readonly authorization?: string | undefined;
  readonly authorizer?: Partial<UserPoolsAuthorizer>;
  readonly method?: Partial<Method>;
  readonly keySets?: KeySets;
}

async function send({ authorization, authorizer = {}, method = {}, keySets }: Call) {
  const { lambda, calls } = aRecordingLambda({ payload: '{"statusCode":200}' });
  const response = await respond(
    anAuthorizedApi(aUserPoolsAuthorizer(authorizer), { method }),
    aRequest({ headers: authorization === undefined ? [] : [['Authorization', authorization]] }),
    { lambda, keySets: keySets ?? (async () => keySetOf(pair)) },
  );
  const event = calls[0] && JSON.parse(calls[0].payload);
  return { ...response, authorizer: event?.requestContext.authorizer };
}

const SCOPED = { authorizationScopes: ['orders/write', 'orders/read'] };

describe('authorizeByUserPool', () => {
  test.each<[source: string, name: string, claims: () => JWTPayload, call: Call]>([
    [PAGE, 'an ID token on a method without scopes', idClaims, {}],
    [PAGE, 'an access token with one of the scopes', accessClaims, { method: SCOPED }],
    [
      PAGE,
      'one scope among others',
      () => accessClaims({ scope: 'openid orders/write' }),
      { method: SCOPED },
    ],
    [
      PAGE,
      'an aud that the expression matches',
      idClaims,
      { authorizer: { identityValidationExpression: 'cli.*' } },
    ],
    [
      PAGE,
      'the token of the second pool',
      () => idClaims({ iss: OTHER_ISSUER }),
      { authorizer: { providerArns: [aUserPoolsAuthorizer().providerArns[0] ?? '', OTHER_POOL] } },
    ],
  ])('%s: lets in %s', async (_source, _name, claims, call) => {
    const token = await aToken(pair, claims());

    expect(await send({ authorization: token, ...call })).toMatchObject({ statusCode: 200 });
    expect(await send({ authorization: `Bearer ${token}`, ...call })).toMatchObject({
      statusCode: 200,
    });
  });

  const UNAUTHORIZED = '{"message":"Unauthorized"}';

  test.each<[source: string, name: string, reason: string, claims: () => JWTPayload, call: Call]>([
    [PAGE, 'an access token without scopes', 'token_use is "id"', accessClaims, {}],
    [PAGE, 'an ID token for scopes', 'token_use is "access"', idClaims, { method: SCOPED }],
    [
      PAGE,
      'none of the scopes',
      "the token's scope has none of orders/write, orders/read",
      () => accessClaims({ scope: 'orders orders/reader' }),
      { method: SCOPED },
    ],
    [
      PAGE,
      'no scope at all',
      "the token's scope has none",
      () => accessClaims({ scope: '' }),
      { method: SCOPED },
    ],
    [
      PAGE,
      'an aud that the expression does not match',
      "the token's aud does not match other",
      idClaims,
      { authorizer: { identityValidationExpression: 'other' } },
    ],
    [PAGE, 'another pool', 'iss is not', () => idClaims({ iss: OTHER_ISSUER }), {}],
    [PAGE, 'a time to come', '(nbf)', () => idClaims({ nbf: NOW_SECONDS + 60 }), {}],
    [
      'Local runtime',
      'a provider that is no user pool',
      'providerARNs',
      idClaims,
      { authorizer: { providerArns: ['arn:aws:s3:::bucket'] } },
    ],
  ])('%s: 401 for %s', async (_source, _name, reason, claims, call) => {
    const token = await aToken(pair, claims());

    const response = await send({ authorization: token, ...call });

    expect(response).toMatchObject({ statusCode: 401, body: UNAUTHORIZED });
    expect(headerValues(response, 'x-amzn-ErrorType')).toEqual(['UnauthorizedException']);
    expect(response.entry?.error).toContain(reason);
    for (const part of token.split('.')) expect(response.entry?.error).not.toContain(part);
  });

  test.each<
    [source: string, name: string, authorization: () => undefined | string | Promise<string>]
  >([
    [PAGE, 'no token', () => undefined],
    [PAGE, 'an empty token', () => ''],
    [PAGE, 'nonsense', () => 'nonsense'],
    [PAGE, "a stranger's signature", () => aToken({ ...stranger, kid: 'key-1' }, idClaims())],
    [PAGE, 'an unknown key', () => aToken(stranger, idClaims())],
  ])('%s: 401 for %s', async (_source, _name, authorization) => {
    expect(await send({ authorization: await authorization() })).toMatchObject({
      statusCode: 401,
      body: UNAUTHORIZED,
    });
  });

  test(`says that a token has expired (${EXPIRED})`, async () => {
    const token = await aToken(pair, idClaims({ exp: NOW_SECONDS - 1 }));

    const response = await send({ authorization: token });

    expect(response).toMatchObject({
      statusCode: 401,
      body: '{"message":"The incoming token has expired"}',
    });
    expect(headerValues(response, 'x-amzn-ErrorType')).toEqual(['UnauthorizedException']);
  });

  test('a token that expired in the first of two pools has expired', async () => {
    const token = await aToken(pair, idClaims({ exp: NOW_SECONDS - 1 }));
    const providerArns = [...aUserPoolsAuthorizer().providerArns, OTHER_POOL];

    const response = await send({ authorization: token, authorizer: { providerArns } });

    expect(response.body).toContain('expired');
  });

  test(`claims are texts in the event (${CLAIMS})`, async () => {
    const token = await aToken(
      pair,
      idClaims({
        sub: 'me',
        email_verified: true,
        auth_time: NOW_SECONDS,
        'cognito:groups': ['admins', 'users'],
        nothing: null,
        address: { formatted: 'here' },
      }),
    );

    expect((await send({ authorization: token })).authorizer).toEqual({
      claims: {
        iss: ISSUER,
        aud: 'client',
        token_use: 'id',
        exp: 'Wed Jan 31 10:21:30 UTC 2024',
        iat: 'Wed Jan 31 10:19:30 UTC 2024',
        sub: 'me',
        email_verified: 'true',
        auth_time: '1706696430',
        'cognito:groups': 'admins,users',
        address: '{"formatted":"here"}',
      },
    });
  });

  test('takes the token from another header', async () => {
    const response = await respond(
      anAuthorizedApi(aUserPoolsAuthorizer({ identitySource: ['method.request.header.X-Token'] })),
      aRequest({ headers: [['x-token', await aToken(pair, idClaims())]] }),
      {
        lambda: aRecordingLambda({ payload: '{"statusCode":200}' }).lambda,
        keySets: async () => keySetOf(pair),
      },
    );

    expect(response.statusCode).toBe(200);
  });

  test('asks for the keys of the pool, once it has a token', async () => {
    const asked: unknown[] = [];
    const keySets: KeySets = async (...question) => {
      asked.push(question);
      return keySetOf(pair);
    };

    await send({ keySets });
    expect(asked).toEqual([]);
    await send({ keySets, authorization: await aToken(pair, idClaims()) });
    expect(asked).toEqual([[ISSUER, 'user-pool']]);
  });

  test('401 without keys, and the log says how to give them', async () => {
    const keySets: KeySets = async () => {
      throw new KeySetError('no key set', { code: 'jwks' });
    };

    const response = await send({ keySets, authorization: await aToken(pair, idClaims()) });

    expect(response).toMatchObject({ statusCode: 401, body: UNAUTHORIZED });
    expect(response.entry?.error).toBe('no key set (give the keys with --jwks)');
  });

  test('verifies with the keys of a server that --jwks names', async () => {
    const server = await aKeyServer();
    server.documents['/keys'] = pair.jwks;
    const configured = { kind: 'url', url: `${server.url}/keys` } as const;
    const keySets = createKeySets({ configured, fetchJson, now: () => NOW_MS });

    const response = await send({ keySets, authorization: await aToken(pair, idClaims()) });
    await server.close();

    expect(response.statusCode).toBe(200);
  });
});
