import { addForwardingHeaders } from '../../add-forwarding-headers.ts';
import { GatewayError } from '../../gateway-error.ts';
import { FORWARDING_HEADERS, isVisibleToMappings } from '../../http-rules.ts';
import { mediaTypeOf } from '../../media-type.ts';
import type { ParameterValues } from '../../parameter-values.ts';
import { MAX_PAYLOAD_BYTES } from '../../payload.ts';
import { lastValues, queryPairs } from '../../query-string.ts';
import type { InvocationContext, InvocationRequest } from '../context.ts';

/**
 * Reads the request in the terms of API Gateway.
 *
 * Without binary media types a body is text: bytes that are not UTF-8 become replacement
 * characters.
 *
 * @throws GatewayError REQUEST_TOO_LARGE, MALFORMED_QUERY
 */
export function parseRequest({ incoming, traceId }: InvocationContext): InvocationRequest {
  const { body, rawQuery, rawPath } = incoming;
  if (body.length > MAX_PAYLOAD_BYTES) throw new GatewayError('REQUEST_TOO_LARGE');
  if (rawQuery !== '') refuseUnencoded(rawQuery);
  const { headers, known } = readHeaders(incoming.headers);
  const host = known.host ?? '';
  addForwardingHeaders(headers, incoming, { host, traceId });
  return {
    httpMethod: (known['x-http-method-override'] ?? incoming.method).toUpperCase(),
    path: rawPath,
    contentType: mediaTypeOf(known['content-type']),
    accept: mediaTypeOf(known.accept),
    host,
    userAgent: known['user-agent'] ?? '',
    headers,
    querystring: lastValues(queryPairs(rawQuery)),
    body: body.length === 0 ? '' : textOf(body),
  };
}

/**
 * Local runtime: that these characters are refused is documented, how is not.
 *
 * @see "Amazon API Gateway important notes for REST APIs" (API Gateway Developer Guide)
 */
function refuseUnencoded(rawQuery: string): void {
  const character = /[|{}]/.exec(rawQuery)?.[0];
  if (character === undefined) return;
  const encoded = encodeURIComponent(character);
  throw new GatewayError('MALFORMED_QUERY', {
    reason: `a "${character}" in a query string has to be sent as ${encoded}`,
  });
}

type KnownHeader = 'accept' | 'content-type' | 'host' | 'user-agent' | 'x-http-method-override';

/** Reads a flat list of names and values; of a repeated header the last value is kept. */
function readHeaders(list: readonly string[]): {
  headers: ParameterValues;
  known: { [Name in KnownHeader]?: string };
} {
  const headers: ParameterValues = Object.create(null);
  const known: { [Name in KnownHeader]?: string } = {};
  for (let index = 0; index + 1 < list.length; index += 2) {
    const name = list[index] as string;
    const value = list[index + 1] as string;
    const lowerCase = name.toLowerCase();
    if (isVisibleToMappings(lowerCase)) {
      headers[FORWARDING_HEADERS.get(lowerCase) ?? name] = value;
    }
    switch (lowerCase) {
      case 'accept':
      case 'content-type':
      case 'host':
      case 'user-agent':
      case 'x-http-method-override':
        known[lowerCase] = value;
    }
  }
  return { headers, known };
}

function textOf(body: Uint8Array): string {
  const buffer = Buffer.isBuffer(body)
    ? body
    : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return buffer.toString('utf8');
}
