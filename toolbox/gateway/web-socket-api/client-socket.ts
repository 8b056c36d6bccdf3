import type { UpgradeRequest } from '../upgrade.ts';
import type { Disconnection } from './context.ts';
import { createFrameMeter } from './frame-meter.ts';

/** @see "Amazon API Gateway quotas and important notes" (API Gateway Developer Guide) */
export const MAX_MESSAGE_BYTES = 128 * 1024;
const MAX_FRAME_BYTES = 32 * 1024;

const MESSAGE_TOO_BIG: Disconnection = { statusCode: 1009, reason: '' };
const UNSUPPORTED_DATA: Disconnection = { statusCode: 1003, reason: '' };

/** The way to the client of a connection. */
export interface ClientSocket {
  send(text: string): void;
  /** Begins the closing handshake. */
  close(disconnection: Disconnection): void;
  /** Cuts the connection without a handshake. */
  terminate(): void;
}

/** Told of what the client does. */
export interface SocketListener {
  /** Called at once when the upgrade is answered, before anything else. */
  opened(socket: ClientSocket): void;
  message(text: string): void;
  /** The client has pinged. */
  ping(): void;
  /** The client has broken a rule that ends the connection. */
  violation(disconnection: Disconnection): void;
  /** Called once, at the end. */
  closed(disconnection: Disconnection): void;
}

/** A client that was gone before its upgrade could be answered. */
const ABNORMAL_CLOSURE: Disconnection = { statusCode: 1006, reason: '' };

/**
 * Answers the request of an upgrade with 101.
 *
 * @param subprotocol - what the integration of `$connect` has chosen
 */
export async function acceptSocket(
  { request, socket, head }: UpgradeRequest,
  subprotocol: string | undefined,
  listener: SocketListener,
): Promise<void> {
  const { WebSocketServer } = await import('ws');
  if (!socket.readable || !socket.writable) {
    listener.closed(ABNORMAL_CLOSURE);
    return;
  }
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: () => subprotocol ?? false,
  });
  const isTooLong = createFrameMeter(MAX_FRAME_BYTES);
  const watch = (chunk: Uint8Array): void => {
    if (!isTooLong(chunk)) return;
    socket.off('data', watch);
    listener.violation(MESSAGE_TOO_BIG);
  };
  server.handleUpgrade(request, socket, head, (webSocket) => {
    // In front of the library: the listener is told of the frame before it is told of its message.
    socket.prependListener('data', watch);
    listenTo(webSocket, listener);
    listener.opened({
      send: (text) => webSocket.send(text),
      close: ({ statusCode, reason }) => webSocket.close(statusCode, reason),
      terminate: () => webSocket.terminate(),
    });
  });
}

/** What is used of the library's class. */
type WebSocket = import('ws').WebSocket;

function listenTo(webSocket: WebSocket, listener: SocketListener): void {
  webSocket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) listener.violation(UNSUPPORTED_DATA);
    else listener.message(data.toString());
  });
  webSocket.on('ping', () => listener.ping());
  // The library closes the connection by itself; its own code for it cannot be asked for.
  webSocket.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') listener.violation(MESSAGE_TOO_BIG);
  });
  webSocket.on('close', (statusCode, reason) => {
    listener.closed({ statusCode, reason: reasonOf(statusCode, reason.toString()) });
  });
}

const NO_STATUS_RECEIVED = 1005;

function reasonOf(statusCode: number, reason: string): string {
  return statusCode === NO_STATUS_RECEIVED ? 'Client-side close frame status not set' : reason;
}
