import net from 'node:net';
import tls from 'node:tls';
import { isLocalHost } from '../../shared/host-header.ts';
import type { LocalApi } from '../../shared/local-api.ts';

const HTTPS_PORT = 443;

/**
 * Makes connections with TLS to APIs of this machine plain ones. Functions know APIs by their
 * hosts alone and write `https://` before them, as on AWS: `https://${domainName}/${stage}` for the
 * `@connections` API.
 */
export function reachLocalApis(apis: readonly LocalApi[]): void {
  // `node:https` and `fetch` read the property at each connection.
  tls.connect = new Proxy(tls.connect, {
    apply(connect, tlsModule, args) {
      const [options, onSecure] = args;
      const api = apis.find((one) => isMeant(one, options));
      if (api === undefined) return Reflect.apply(connect, tlsModule, args);
      return plainSocket(api, onSecure);
    },
  });
}

function isMeant({ hostname, port, endpoint }: LocalApi, options: unknown): boolean {
  if (typeof options !== 'object' || options === null) return false;
  const host: unknown = Reflect.get(options, 'host');
  const wantedPort = Number(Reflect.get(options, 'port') ?? HTTPS_PORT);
  if (typeof host !== 'string') return false;
  if (host.toLowerCase() === endpoint) return wantedPort === HTTPS_PORT;
  return wantedPort === port && isLocalHost(host, hostname);
}

function plainSocket({ hostname, port }: LocalApi, onSecure: unknown): net.Socket {
  const socket = net.connect({ host: hostname, port });
  // Whoever asked for TLS waits for its handshake.
  socket.once('connect', () => socket.emit('secureConnect'));
  if (typeof onSecure === 'function') socket.once('secureConnect', () => onSecure());
  return socket;
}
