import {
  type AuthorizerCacheOptions,
  createAuthorizerCache,
} from '../../../../toolbox/gateway/authorizers/authorizer-cache.ts';

function aCache(options: Partial<AuthorizerCacheOptions> = {}) {
  let nowMs = 1_000_000;
  const cache = createAuthorizerCache<string>({ ttlSeconds: 300, now: () => nowMs, ...options });
  return {
    cache,
    pass(ms: number) {
      nowMs += ms;
    },
  };
}

describe('createAuthorizerCache', () => {
  test('keeps a value for its time, and not longer', () => {
    const { cache, pass } = aCache();
    cache.set('token', 'policy');

    pass(299_999);
    expect(cache.get('token')).toBe('policy');
    pass(1);
    expect(cache.get('token')).toBeUndefined();
  });

  test('knows a value by its whole key', () => {
    const { cache } = aCache();
    cache.set('token', 'policy');

    expect(cache.get('toke')).toBeUndefined();
  });

  test('keeps nothing with a time of 0', () => {
    const { cache } = aCache({ ttlSeconds: 0 });
    cache.set('token', 'policy');

    expect(cache.get('token')).toBeUndefined();
  });

  test('a second answer for a key replaces the first, and its time begins anew', () => {
    const { cache, pass } = aCache();
    cache.set('token', 'old');
    pass(200_000);
    cache.set('token', 'new');

    pass(200_000);
    expect(cache.get('token')).toBe('new');
  });

  test('lets the oldest value go when it is full', () => {
    const { cache } = aCache({ maxEntries: 2 });
    cache.set('first', '1');
    cache.set('second', '2');
    cache.set('first', '1 again');
    cache.set('third', '3');

    expect(['first', 'second', 'third'].map(cache.get)).toEqual(['1 again', undefined, '3']);
  });

  test('is bounded when nothing else is said', () => {
    const { cache } = aCache();
    for (let index = 0; index <= 1000; index += 1) cache.set(`token ${index}`, 'policy');

    expect(cache.get('token 0')).toBeUndefined();
    expect(cache.get('token 1')).toBe('policy');
  });
});
