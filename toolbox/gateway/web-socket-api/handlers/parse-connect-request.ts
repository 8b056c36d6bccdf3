import { addForwardingHeaders } from '../../add-forwarding-headers.ts';
import type { GatewayRequest } from '../../gateway.ts';
import { FORWARDING_HEADERS } from '../../http-rules.ts';
import type { ParameterValues } from '../../parameter-values.ts';
import { queryPairs } from '../../query-string.ts';
import { headerOf, isSignature } from '../../signature.ts';
import type { ConnectContext, ConnectRequest } from '../context.ts';
import { pathBehindStage } from '../stage-path.ts';
import { WebSocketApiError } from '../web-socket-api-error.ts';

/**
 * Reads the request of an upgrade. The API is found at the root and at its stage.
 *
 * @throws WebSocketApiError 403 at another path, 400 when it is no handshake of a WebSocket
 */
export function parseConnectRequest({
  deployment,
  details,
  incoming,
  traceId,
}: ConnectContext): ConnectRequest {
  const { stageName } = deployment.api;
  const path = incoming.rawPath === '/' ? '/' : pathBehindStage(incoming.rawPath, stageName);
  if (path !== '/') {
    const reason = `clients connect at / or /${stageName}, not at ${incoming.rawPath}`;
    throw new WebSocketApiError(403, 'Forbidden', { reason });
  }
  checkHandshake(incoming);
  return {
    headers: headersOf(incoming, details.domainName, traceId),
    query: queryPairs(incoming.rawQuery),
  };
}

const KEY = /^[+/\dA-Za-z]{22}==$/;

/** What the library would refuse is refused before `$connect` runs. */
function checkHandshake(incoming: GatewayRequest): void {
  const faults = [
    ...(incoming.method === 'GET' ? [] : [`the method is ${incoming.method}, not GET`]),
    ...(headerOf(incoming, 'upgrade')?.toLowerCase() === 'websocket'
      ? []
      : ['the Upgrade header is not websocket']),
    ...(KEY.test(headerOf(incoming, 'sec-websocket-key') ?? '')
      ? []
      : ['Sec-WebSocket-Key is no Base64 of 16 bytes']),
    ...(headerOf(incoming, 'sec-websocket-version') === '13'
      ? []
      : ['Sec-WebSocket-Version is not 13']),
  ];
  if (faults.length === 0) return;
  throw new WebSocketApiError(400, 'Bad Request', { reason: faults.join(', ') });
}

const HOP_BY_HOP: ReadonlySet<string> = new Set(['connection', 'content-length', 'upgrade']);

function headersOf(
  incoming: GatewayRequest,
  host: string,
  traceId: string,
): (readonly [name: string, value: string])[] {
  const pairs: [string, string][] = [];
  const forwarding: ParameterValues = Object.create(null);
  for (let index = 0; index + 1 < incoming.headers.length; index += 2) {
    const name = incoming.headers[index] as string;
    const value = incoming.headers[index + 1] as string;
    const lowerCase = name.toLowerCase();
    const forwarded = FORWARDING_HEADERS.get(lowerCase);
    if (forwarded !== undefined) forwarding[forwarded] = value;
    else if (reachesFunction(lowerCase, value)) pairs.push([name, value]);
  }
  addForwardingHeaders(forwarding, incoming, { host, traceId });
  for (const name of FORWARDING_HEADERS.values()) pairs.push([name, forwarding[name] ?? '']);
  return pairs;
}

/** A signature ends at the gateway, whether it has been verified or not. */
function reachesFunction(lowerCase: string, value: string): boolean {
  if (lowerCase === 'authorization') return !isSignature(value);
  return !HOP_BY_HOP.has(lowerCase);
}
