import type { JsonValue } from '../../../shared/json.ts';
import { parseJson } from '../../../shared/parse-json.ts';
import type { GatewayRequest } from '../../gateway.ts';
import { FORWARDING_HEADERS } from '../../http-rules.ts';
import { MAX_PAYLOAD_BYTES, payloadText } from '../../payload.ts';
import { queryPairs } from '../../query-string.ts';
import { headerOf, isSignature } from '../../signature.ts';
import type { HttpApiContext, HttpApiRequest, Parameter } from '../context.ts';
import { isHopByHop } from '../header-names.ts';
import { HttpApiError } from '../http-api-error.ts';
import { joinedValue } from '../parameters.ts';

/** The request line and the headers. @see "Quotas for HTTP APIs" (API Gateway Developer Guide) */
const MAX_HEAD_BYTES = 10_240;
/** What stands in a header line besides the name and the value. */
const HEADER_LINE_BYTES = ': \r\n'.length;
const REQUEST_LINE_BYTES = '  HTTP/1.1\r\n'.length;

/**
 * Reads the request in the terms of HTTP APIs.
 *
 * @throws HttpApiError REQUEST_TOO_LARGE, HEADERS_TOO_LARGE
 */
export function parseRequest({ incoming, traceId }: HttpApiContext): HttpApiRequest {
  const { method, rawPath, rawQuery, body } = incoming;
  if (body.length > MAX_PAYLOAD_BYTES) throw new HttpApiError('REQUEST_TOO_LARGE');
  checkHead(incoming);
  const sent = readHeaders(incoming);
  const headers = [...sent, ...addedHeaders(sent, incoming, traceId)];
  const text = once(() => payloadText(body));
  return {
    httpMethod: method,
    path: rawPath,
    host: joinedValue(sent, 'host') ?? '',
    userAgent: joinedValue(sent, 'user-agent') ?? '',
    headers,
    querystring: queryPairs(rawQuery),
    text,
    json: once(() => jsonOf(text())),
  };
}

function checkHead({ method, rawPath, rawQuery, headers }: GatewayRequest): void {
  let bytes = method.length + rawPath.length + rawQuery.length + REQUEST_LINE_BYTES;
  for (const part of headers) bytes += part.length;
  bytes += (headers.length / 2) * HEADER_LINE_BYTES;
  if (bytes > MAX_HEAD_BYTES) throw new HttpApiError('HEADERS_TOO_LARGE');
}

/** Those of the client that go on; a signature ends at the gateway, verified or not. */
function readHeaders({ headers }: GatewayRequest): Parameter[] {
  const read: Parameter[] = [];
  for (let index = 0; index + 1 < headers.length; index += 2) {
    const name = (headers[index] as string).toLowerCase();
    const value = headers[index + 1] as string;
    if (isHopByHop(name) || name === 'content-length' || FORWARDING_HEADERS.has(name)) continue;
    if (name === 'authorization' && isSignature(value)) continue;
    read.push([name, value]);
  }
  return read;
}

/** A service of this process calls the API by the endpoint that it has on AWS. */
function addedHeaders(
  sent: readonly Parameter[],
  incoming: GatewayRequest,
  traceId: string,
): Parameter[] {
  const { sender, sourceIp, body } = incoming;
  const forwardedFor = headerOf(incoming, 'x-forwarded-for');
  const [protocol, defaultPort] = sender === undefined ? ['http', '80'] : ['https', '443'];
  const port = /:(\d+)$/.exec(joinedValue(sent, 'host') ?? '')?.[1];
  return [
    ['content-length', String(body.length)],
    ['x-amzn-trace-id', traceId],
    ['x-forwarded-for', forwardedFor === undefined ? sourceIp : `${forwardedFor}, ${sourceIp}`],
    ['x-forwarded-port', port ?? defaultPort],
    ['x-forwarded-proto', protocol],
  ];
}

/** Anything else than JSON is undefined. */
function jsonOf(text: string): JsonValue | undefined {
  try {
    return parseJson(text.slice(0, MAX_MAPPED_CHARACTERS));
  } catch {
    return undefined;
  }
}

/** API Gateway looks no further for the paths of mappings. */
const MAX_MAPPED_CHARACTERS = 100 * 1024;

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
