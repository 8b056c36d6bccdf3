import type { Duplex } from 'node:stream';
import type { AwsIdentity } from '../../shared/arn.ts';
import type { Clock } from '../../shared/clock.ts';
import type { WebSocketApi } from '../../template/web-socket-api-model.ts';
import type { Gateway, GatewayResponse, RequestLogEntry } from '../gateway.ts';
import type { Upgrade } from '../upgrade.ts';
import { createCallbackApi } from './callback-api.ts';
import { acceptSocket } from './client-socket.ts';
import { createConnectionEvents } from './connection-events.ts';
import { createConnections } from './connections.ts';
import { deployWebSocketApi } from './deployment.ts';
import type { AuthorizationServices } from './handlers/authorize-command.ts';
import type { WebSocketServices } from './integration-call.ts';

export interface WebSocketApiGatewayOptions extends AuthorizationServices, WebSocketServices {
  readonly identity: AwsIdentity;
  readonly clock: Clock;
  readonly uuid: () => string;
  /** Told of every connection, message, disconnection and call of the `@connections` API. */
  readonly log?: (entry: RequestLogEntry) => void;
}

export interface WebSocketApiGateway {
  /** Answers the `@connections` API. */
  readonly gateway: Gateway;
  readonly upgrade: Upgrade;
  /** Ends every connection with 1001; resolves within two seconds. */
  close(): Promise<void>;
}

/**
 * Makes the gateway of one WebSocket API.
 *
 * @throws VtlError when a mapping template is wrong
 */
export function createWebSocketApiGateway(
  api: WebSocketApi,
  options: WebSocketApiGatewayOptions,
): WebSocketApiGateway {
  const deployment = deployWebSocketApi(api, options.identity, options);
  const events = createConnectionEvents(deployment, options);
  const connections = createConnections(options.clock, events);
  /** Sockets of clients whose `$connect` runs. */
  const pending = new Set<Duplex>();
  let isClosed = false;

  const admit: Upgrade = async (incoming, upgradeRequest) => {
    const admission = await events.connect(incoming);
    if ('statusCode' in admission) return admission;
    const { details, authorization, handshake } = admission;
    const listener = connections.listener(details, authorization);
    await acceptSocket(upgradeRequest, handshake.subprotocol, listener);
    return undefined;
  };

  return {
    gateway: createCallbackApi(deployment, connections, options),
    upgrade(incoming, upgradeRequest) {
      if (isClosed) return Promise.resolve(SERVICE_UNAVAILABLE);
      const { socket } = upgradeRequest;
      pending.add(socket);
      return admit(incoming, upgradeRequest).finally(() => pending.delete(socket));
    },
    close() {
      isClosed = true;
      for (const socket of pending) socket.destroy();
      return connections.closeAll();
    },
  };
}

/** Local runtime: what a client gets that comes while the runtime ends. */
const SERVICE_UNAVAILABLE: GatewayResponse = { statusCode: 503, headers: [], body: '' };
