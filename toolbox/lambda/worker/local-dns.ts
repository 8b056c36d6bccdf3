import dns from 'node:dns';
import { isIP } from 'node:net';

const SYNC_PREFIX = 'sync-';

/**
 * Makes `sync-localhost` and `sync-` before an address resolve to the host without it: the SDK puts
 * it before the host of StartSyncExecution and TestState, also before that of a local endpoint.
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
  return host === 'localhost' || isIP(host) !== 0 ? host : hostname;
}
