import { isIP } from 'node:net';

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
const ALL_ADDRESSES: ReadonlySet<string> = new Set(['0.0.0.0', '::']);

/**
 * Tells whether a request's `Host` names this machine. A page that made its own name resolve to 127.0.0.1 (DNS
 * rebinding) sends that name, and is refused; an address as such cannot be rebound.
 *
 * @param host - the header's value, with or without a port
 * @param listenHost - what `--host` asked for
 */
export function isLocalHost(host: string | undefined, listenHost: string): boolean {
  if (host === undefined) return false;
  const name = host.replace(/:\d*$/, '').toLowerCase();
  // The SDK puts `sync-` before the host of StartSyncExecution and TestState.
  const plain = name.startsWith('sync-') ? name.slice('sync-'.length) : name;
  return (
    LOOPBACK_NAMES.has(plain) ||
    plain.endsWith('.localhost') ||
    plain === listenHost.toLowerCase() ||
    (ALL_ADDRESSES.has(listenHost) && isIP(plain.replace(/^\[(.*)\]$/, '$1')) !== 0)
  );
}
