/** What authorizers have answered, by the identity of the client. */
export interface AuthorizerCache<Value> {
  /** The value, unless its time is over. */
  get(key: string): Value | undefined;
  set(key: string, value: Value): void;
}

interface Entry<Value> {
  readonly value: Value;
  readonly expiresMs: number;
}

export interface AuthorizerCacheOptions {
  /** `authorizerResultTtlInSeconds`; 0 keeps nothing. */
  readonly ttlSeconds: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Beyond it the oldest value goes. */
  readonly maxEntries?: number;
}

/** Local runtime: one client, who may send any token, must not fill the memory. */
const MAX_ENTRIES = 1000;

export function createAuthorizerCache<Value>({
  ttlSeconds,
  now,
  maxEntries = MAX_ENTRIES,
}: AuthorizerCacheOptions): AuthorizerCache<Value> {
  // In the order in which the values came, which is that of their ends.
  const entries = new Map<string, Entry<Value>>();
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined || entry.expiresMs > now()) return entry?.value;
      entries.delete(key);
      return undefined;
    },
    set(key, value) {
      if (ttlSeconds <= 0) return;
      entries.delete(key);
      entries.set(key, { value, expiresMs: now() + ttlSeconds * 1000 });
      const [oldest] = entries.keys();
      if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
    },
  };
}
