import { fetchJson } from '../../../../toolbox/gateway/authorizers/fetch-json.ts';
import {
  createKeySets,
  type KeySetOptions,
} from '../../../../toolbox/gateway/authorizers/key-set.ts';
import { aKeyPair, type KeyPair, NOW_MS } from './a-key-pair.ts';
import { aKeyServer, type KeyServer } from './a-key-server.ts';

const JWT_PAGE = 'DG "Controlling access to HTTP APIs with JWT authorizers"';
const OPENID = '/pool/.well-known/openid-configuration';
const JWKS = '/pool/.well-known/jwks.json';
const HOUR_MS = 60 * 60 * 1000;

let pair: KeyPair;
let server: KeyServer;

beforeAll(async () => {
  pair = await aKeyPair();
});
beforeEach(async () => {
  server = await aKeyServer();
});
afterEach(() => server.close());

function someKeySets(options: Partial<KeySetOptions> = {}) {
  let nowMs = NOW_MS;
  return {
    keySets: createKeySets({ fetchJson, now: () => nowMs, ...options }),
    pass(ms: number) {
      nowMs += ms;
    },
  };
}

const HEADER = { alg: 'RS256', kid: 'key-1' };
const TOKEN = { payload: '', signature: '' };

describe('createKeySets', () => {
  test(`asks the issuer's discovery document for the place of the keys (${JWT_PAGE})`, async () => {
    server.documents[OPENID] = { jwks_uri: `${server.url}/keys` };
    server.documents['/keys'] = pair.jwks;

    const keySet = await someKeySets().keySets(`${server.url}/pool/`, 'openid-configuration');

    expect(server.asked).toEqual([OPENID, '/keys']);
    expect(await keySet(HEADER, TOKEN)).toMatchObject({ type: 'public' });
  });

  test('knows where a user pool has its keys', async () => {
    server.documents[JWKS] = pair.jwks;

    const keySet = await someKeySets().keySets(`${server.url}/pool`, 'user-pool');

    expect(server.asked).toEqual([JWKS]);
    expect(await keySet(HEADER, TOKEN)).toMatchObject({ type: 'public' });
  });

  test(`keeps keys for two hours (${JWT_PAGE})`, async () => {
    server.documents[JWKS] = pair.jwks;
    const { keySets, pass } = someKeySets();
    await keySets(`${server.url}/pool`, 'user-pool');

    pass(2 * HOUR_MS - 1);
    await keySets(`${server.url}/pool`, 'user-pool');
    expect(server.asked).toHaveLength(1);

    pass(1);
    await keySets(`${server.url}/pool`, 'user-pool');
    expect(server.asked).toHaveLength(2);
  });

  test('asks again after a failure', async () => {
    const { keySets } = someKeySets();
    await expect(keySets(`${server.url}/pool`, 'user-pool')).rejects.toThrow('status 404');
    server.documents[JWKS] = pair.jwks;

    await expect(keySets(`${server.url}/pool`, 'user-pool')).resolves.toBeDefined();
  });

  test('keys that --jwks gives are used for every issuer, and nobody is asked', async () => {
    const { keySets } = someKeySets({ configured: { kind: 'keys', keySet: pair.jwks } });

    const keySet = await keySets('https://nowhere.invalid', 'openid-configuration');

    expect(await keySet(HEADER, TOKEN)).toMatchObject({ type: 'public' });
    expect(await keySets('https://other.invalid', 'user-pool')).toBe(keySet);
  });

  test('the URL of --jwks is asked in place of every issuer', async () => {
    server.documents['/mine'] = pair.jwks;
    const { keySets } = someKeySets({ configured: { kind: 'url', url: `${server.url}/mine` } });

    await keySets('https://nowhere.invalid', 'openid-configuration');
    await keySets('https://other.invalid', 'user-pool');

    expect(server.asked).toEqual(['/mine']);
  });

  test.each<[name: string, code: string, documents: (url: string) => Record<string, unknown>]>([
    ['no discovery document', 'discovery', () => ({})],
    ['a discovery document without jwks_uri', 'discovery', () => ({ [OPENID]: {} })],
    ['a discovery document that is no JSON', 'discovery', () => ({ [OPENID]: '<html>' })],
    ['a jwks_uri of a file', 'discovery', () => ({ [OPENID]: { jwks_uri: 'file:///etc/passwd' } })],
    ['no key set', 'jwks', (url) => ({ [OPENID]: { jwks_uri: `${url}/keys` } })],
    [
      'something that is no key set',
      'jwks',
      (url) => ({ [OPENID]: { jwks_uri: `${url}/keys` }, '/keys': { keys: 'none' } }),
    ],
    [
      'a key set of more than 150,000 bytes',
      'jwks',
      (url) => ({
        [OPENID]: { jwks_uri: `${url}/keys` },
        '/keys': { ...pair.jwks, padding: 'x'.repeat(150_000) },
      }),
    ],
  ])('says what is wrong with %s (%s)', async (_name, code, documents) => {
    Object.assign(server.documents, documents(server.url));

    await expect(
      someKeySets().keySets(`${server.url}/pool`, 'openid-configuration'),
    ).rejects.toMatchObject({
      name: 'KeySetError',
      code,
      message: expect.stringContaining('(give the keys with --jwks)'),
    });
  });

  test('a key set of just under 150,000 bytes is read', async () => {
    server.documents[JWKS] = { ...pair.jwks, padding: 'x'.repeat(145_000) };

    await expect(someKeySets().keySets(`${server.url}/pool`, 'user-pool')).resolves.toBeDefined();
  });

  test('follows no redirection', async () => {
    server.redirections[JWKS] = '/keys';
    server.documents['/keys'] = pair.jwks;

    await expect(someKeySets().keySets(`${server.url}/pool`, 'user-pool')).rejects.toThrow(
      'status 302',
    );
    expect(server.asked).toEqual([JWKS]);
  });

  test('says why nobody answered', async () => {
    const { url } = server;
    await server.close();

    await expect(someKeySets().keySets(url, 'user-pool')).rejects.toThrow(/ECONNREFUSED/);
  });
});
