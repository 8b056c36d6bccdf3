import type { RouteAnswer } from '../context.ts';
import { WebSocketApiError } from '../web-socket-api-error.ts';

/** What the upgrade is answered with. */
export interface Handshake {
  readonly subprotocol: string | undefined;
}

const SUBPROTOCOL = /^[!#$%&'*+.^_`|~\dA-Za-z-]+$/;

/**
 * Lets the client in when the integration of `$connect` has answered with 2xx, or there is none.
 *
 * @throws WebSocketApiError with the status of any other answer
 * @see "Manage connected users and client apps: $connect and $disconnect routes"
 */
export function acceptAnswer({ answer }: { readonly answer: RouteAnswer | undefined }): Handshake {
  if (answer === undefined) return { subprotocol: undefined };
  const { statusCode, headers, error } = answer;
  if (statusCode < 200 || statusCode > 299) {
    const reason = error ?? `the integration of $connect has answered with ${statusCode}`;
    throw new WebSocketApiError(statusCode, undefined, { reason });
  }
  // A function that fails without a proxy in between answers with 200 and the error.
  if (error !== undefined) throw new WebSocketApiError(502, undefined, { reason: error });
  const chosen = headers.findLast(([name]) => name.toLowerCase() === 'sec-websocket-protocol');
  const subprotocol = chosen?.[1];
  if (subprotocol === undefined || SUBPROTOCOL.test(subprotocol)) return { subprotocol };
  throw new WebSocketApiError(502, undefined, {
    reason: 'the Sec-WebSocket-Protocol that the integration of $connect gave is no token',
  });
}
