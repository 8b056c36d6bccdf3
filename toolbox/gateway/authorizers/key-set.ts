import type { JSONWebKeySet, JWTVerifyGetKey } from 'jose';
import { isJsonObject, type JsonValue, propertyOf } from '../../shared/json.ts';
import { messageOf } from '../../shared/message-of.ts';
import type { FetchJson } from './fetch-json.ts';

/** Where an issuer tells its keys: HTTP APIs discover them, user pools have a fixed place. */
export type KeySetDiscovery = 'openid-configuration' | 'user-pool';

/** The keys that tokens of an issuer are signed with. */
export type KeySets = (issuer: string, discovery: KeySetDiscovery) => Promise<JWTVerifyGetKey>;

/** What `--jwks` names: keys that are used for every issuer. */
export type ConfiguredKeySet =
  | { readonly kind: 'keys'; readonly keySet: JsonValue }
  | { readonly kind: 'url'; readonly url: string };

/** Keys that cannot be had. */
export class KeySetError extends Error {
  override readonly name = 'KeySetError';
  /** Which of the two documents is missing or wrong. */
  readonly code: 'discovery' | 'jwks';

  constructor(message: string, options: ErrorOptions & Pick<KeySetError, 'code'>) {
    super(`${message} (give the keys with --jwks)`, options);
    this.code = options.code;
  }
}

export interface KeySetOptions {
  readonly configured?: ConfiguredKeySet | undefined;
  readonly fetchJson: FetchJson;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const CACHED_MS = 2 * 60 * 60 * 1000;

/** Finds key sets when they are needed first, and keeps them for two hours, but no failure. */
export function createKeySets(options: KeySetOptions): KeySets {
  const kept = new Map<string, { keySet: Promise<JWTVerifyGetKey>; expiresMs: number }>();
  return (issuer, discovery) => {
    const key = options.configured === undefined ? `${discovery} ${issuer}` : '';
    const entry = kept.get(key);
    if (entry !== undefined && entry.expiresMs > options.now()) return entry.keySet;
    const keySet = loadKeySet(issuer, discovery, options);
    kept.set(key, { keySet, expiresMs: options.now() + CACHED_MS });
    keySet.catch(() => kept.delete(key));
    return keySet;
  };
}

async function loadKeySet(
  issuer: string,
  discovery: KeySetDiscovery,
  { configured, fetchJson }: KeySetOptions,
): Promise<JWTVerifyGetKey> {
  if (configured?.kind === 'keys') return importKeySet(configured.keySet, '--jwks');
  const url =
    configured?.url ??
    (discovery === 'user-pool'
      ? wellKnown(issuer, 'jwks.json')
      : await discoverUrl(wellKnown(issuer, 'openid-configuration'), fetchJson));
  const keySet = await fetchJson(url).catch((error: unknown) => {
    throw new KeySetError(`no key set from ${url}: ${reasonOf(error)}`, {
      code: 'jwks',
      cause: error,
    });
  });
  return importKeySet(keySet, url);
}

function wellKnown(issuer: string, document: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/${document}`;
}

async function discoverUrl(url: string, fetchJson: FetchJson): Promise<string> {
  const document = await fetchJson(url).catch((error: unknown) => {
    throw new KeySetError(`no answer from ${url}: ${reasonOf(error)}`, {
      code: 'discovery',
      cause: error,
    });
  });
  const keySetUrl = isJsonObject(document) ? propertyOf(document, 'jwks_uri') : undefined;
  if (typeof keySetUrl === 'string' && /^https?:\/\//.test(keySetUrl)) return keySetUrl;
  throw new KeySetError(`${url} names no jwks_uri`, { code: 'discovery' });
}

async function importKeySet(keySet: JsonValue, source: string): Promise<JWTVerifyGetKey> {
  const { createLocalJWKSet } = await import('jose');
  try {
    // The library checks the form.
    return createLocalJWKSet(keySet as unknown as JSONWebKeySet);
  } catch (error) {
    throw new KeySetError(`${source} holds no JSON Web Key Set`, { code: 'jwks', cause: error });
  }
}

/** `fetch failed` alone tells nothing: the cause does. */
function reasonOf(error: unknown): string {
  const { cause } = error as { readonly cause?: { readonly message?: string } };
  return cause?.message || messageOf(error);
}
