import type { GatewayRequest } from './gateway.ts';
import type { ParameterValues } from './parameter-values.ts';

/**
 * Adds what a Regional endpoint adds to the client's headers. A service of this process calls the
 * API by the endpoint that it has on AWS.
 */
export function addForwardingHeaders(
  headers: ParameterValues,
  { sender, sourceIp }: Pick<GatewayRequest, 'sender' | 'sourceIp'>,
  { host, traceId }: { host: string; traceId: string },
): void {
  const [protocol, defaultPort] = sender === undefined ? ['http', '80'] : ['https', '443'];
  const forwardedFor = headers['X-Forwarded-For'];
  headers['X-Amzn-Trace-Id'] = traceId;
  headers['X-Forwarded-For'] =
    forwardedFor === undefined ? sourceIp : `${forwardedFor}, ${sourceIp}`;
  headers['X-Forwarded-Port'] = /:(\d+)$/.exec(host)?.[1] ?? defaultPort;
  headers['X-Forwarded-Proto'] = protocol;
}
