import { FORWARDING_HEADERS, isVisibleToMappings } from '../../http-rules.ts';
import type { IntegrationRequest } from '../../integrations/integration-exchange.ts';
import { singleValues } from '../../map-request-parameters.ts';
import type { MultiValues } from '../../parameter-values.ts';
import { queryPairs } from '../../query-string.ts';
import { isSignature } from '../../signature.ts';
import type { IntegrationContext } from '../context.ts';
import { mapParameters } from './build-integration-request.ts';

/**
 * Builds the request of an HTTP proxy integration: the client's own, with what `requestParameters`
 * map in place of the client's values. Templates do not change it.
 *
 * @see "Set up HTTP integrations in API Gateway" (API Gateway Developer Guide)
 */
export function buildHttpProxyRequest(context: IntegrationContext): IntegrationRequest {
  const { request, incoming, integration } = context;
  const mapped = mapParameters(context);
  return {
    body: integration.convertPayload(request, incoming),
    headers: merged(clientHeaders(context), mapped.header, (name) => name.toLowerCase()),
    querystring: merged(queryPairs(incoming.rawQuery), mapped.querystring, (name) => name),
    path: singleValues(mapped.path),
  };
}

function clientHeaders({ incoming, request }: IntegrationContext): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < incoming.headers.length; index += 2) {
    const name = incoming.headers[index] as string;
    const value = incoming.headers[index + 1] as string;
    if (isPassedOn(name.toLowerCase(), value)) pairs.push([name, value]);
  }
  for (const name of FORWARDING_HEADERS.values()) pairs.push([name, request.headers[name] ?? '']);
  return pairs;
}

/**
 * The host is that of the backend, and a signature ends at the gateway. Local runtime: the backend
 * is not asked for a compressed body, which without binary media types would be taken for text.
 */
function isPassedOn(name: string, value: string): boolean {
  if (name === 'host' || name === 'accept-encoding' || FORWARDING_HEADERS.has(name)) return false;
  if (name === 'authorization') return !isSignature(value);
  return isVisibleToMappings(name);
}

/** @param keyOf - what names have in common that stand for the same parameter */
function merged(
  pairs: readonly (readonly [name: string, value: string])[],
  mapped: MultiValues,
  keyOf: (name: string) => string,
): MultiValues {
  const replaced = new Set(Object.keys(mapped).map(keyOf));
  const spellings = new Map<string, string>();
  const values: Record<string, string[]> = Object.create(null);
  for (const [sent, value] of pairs) {
    const key = keyOf(sent);
    if (replaced.has(key)) continue;
    const name = spellings.get(key) ?? sent;
    spellings.set(key, name);
    values[name] ??= [];
    values[name].push(value);
  }
  return Object.assign(values, mapped);
}
