import type { GatewayRequest, HeaderPair } from '../gateway.ts';
import { GatewayError } from '../gateway-error.ts';
import { headerValue, isDroppedByBackends, isHeaderName } from '../http-rules.ts';
import type { MultiValues } from '../parameter-values.ts';
import { headerOf } from '../signature.ts';
import type { RequestedContext } from './lambda-function.ts';

/** Headers that make the call fail when they are mapped to a backend. */
const REFUSED: ReadonlySet<string> = new Set(['content-length', 'transfer-encoding']);

/** What a call of a backend is made of, whatever the protocol of the API. */
export interface BackendCallContext extends RequestedContext {
  readonly incoming: Pick<GatewayRequest, 'headers'>;
  readonly deployment: { readonly api: { readonly apiId: string } };
  readonly traceId: string;
}

/**
 * The headers that a backend receives: those of the integration request, and what API Gateway adds.
 *
 * @throws GatewayError API_CONFIGURATION_ERROR when one is set that no request can carry
 */
export function backendHeaders(context: BackendCallContext): readonly HeaderPair[] {
  const { integrationRequest, incoming, deployment, traceId } = context;
  const { apiId } = deployment.api;
  const own: readonly HeaderPair[] = [
    ['X-Amzn-Trace-Id', traceId],
    ['X-Amzn-Apigateway-Api-Id', apiId],
  ];
  const isOwn = namesOf(own);
  const sent = sentHeaders(integrationRequest.headers).filter(([name]) => !isOwn(name));
  const contentType = headerOf(incoming, 'content-type');
  const defaults: readonly HeaderPair[] = [
    ['Accept', 'application/json'],
    ['User-Agent', `AmazonAPIGateway_${apiId}`],
    ...(contentType === undefined ? [] : [['Content-Type', contentType] as const]),
  ];
  const isSent = namesOf(sent);
  return [...defaults.filter(([name]) => !isSent(name)), ...sent, ...own];
}

function sentHeaders(headers: MultiValues): readonly HeaderPair[] {
  const sent: HeaderPair[] = [];
  for (const [name, values] of Object.entries(headers)) {
    refuseHeader(name);
    if (isDroppedByBackends(name)) continue;
    for (const value of [values].flat()) sent.push([name, headerValue(value)]);
  }
  return sent;
}

function refuseHeader(name: string): void {
  if (isHeaderName(name) && !REFUSED.has(name.toLowerCase())) return;
  throw new GatewayError('API_CONFIGURATION_ERROR', {
    reason: `the header ${JSON.stringify(name)} cannot be mapped to an HTTP backend`,
  });
}

function namesOf(headers: readonly HeaderPair[]): (name: string) => boolean {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  return (name) => names.has(name.toLowerCase());
}
