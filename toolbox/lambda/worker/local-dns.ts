import dns from 'node:dns';

const SYNC_PREFIX = 'sync-';
const LOCAL_NAMES: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost']);

/**
 * Makes `sync-localhost` and `sync-127.0.0.1` resolve to this machine: the SDK puts `sync-` before
 * the host of StartSyncExecution and TestState, also before the host of a local endpoint.
 */
export function resolveSyncHosts(): void {
  // `node:net` reads the property at each connection, so that every client gets it.
  dns.lookup = new Proxy(dns.lookup, {
    apply: (lookup, dnsModule, [hostname, ...rest]) =>
      Reflect.apply(lookup, dnsModule, [withoutSyncPrefix(hostname), ...rest]),
  });
}

function withoutSyncPrefix(hostname: unknown): unknown {
  if (typeof hostname !== 'string' || !hostname.startsWith(SYNC_PREFIX)) return hostname;
  const host = hostname.slice(SYNC_PREFIX.length);
  return LOCAL_NAMES.has(host) ? host : hostname;
}
