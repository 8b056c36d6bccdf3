import type { HttpRequest } from '../../shared/http-client.ts';
import type { HttpConnection, HttpParameters } from '../../shared/http-connection.ts';
import {
  copyObject,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  keysOf,
  propertyOf,
  setProperty,
  stringifyJson,
} from '../../shared/json.ts';
import { type ArrayFormat, formEncoded } from './form-encoding.ts';
import type { HttpInvokeParameters } from './http-parameters.ts';

/** A request before it is authorised. */
export interface UnsentRequest extends Omit<HttpRequest, 'headers' | 'signal'> {
  /** By names in lower case. */
  readonly headers: HttpParameters;
}

/**
 * Makes the request that the Parameters of a Task and its connection describe, all but its
 * authorization.
 *
 * @returns undefined when the connection adds members to a body that has none
 */
export function httpRequest(
  parameters: HttpInvokeParameters,
  connection: HttpConnection,
  region: string,
): UnsentRequest | undefined {
  const { ApiEndpoint, Method, QueryParameters, RequestBody, Transform } = parameters;
  const content = contentOf(RequestBody ?? undefined, connection.bodyParameters);
  if (content === 'no members') return undefined;
  const body = content === undefined ? undefined : bodyText(content, Transform ?? {});
  return {
    url: urlOf(ApiEndpoint, QueryParameters ?? undefined, connection.queryStringParameters),
    method: Method,
    headers: {
      'user-agent': `Amazon|StepFunctions|HttpInvoke|${region}`,
      range: 'bytes=0-262144',
      ...(body === undefined ? {} : { 'content-type': 'application/json; charset=UTF-8' }),
      ...lowerCaseNames(headersOf(parameters.Headers ?? {})),
      ...lowerCaseNames(connection.headerParameters),
    },
    body,
  };
}

function headersOf(headers: JsonObject): HttpParameters {
  return Object.fromEntries(
    keysOf(headers).map((name) => [
      name,
      listOf(headers[name] ?? null)
        .map(textOf)
        .join(', '),
    ]),
  );
}

function lowerCaseNames(headers: HttpParameters): HttpParameters {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

/** Parameters in a text or a list are taken as they are: `name=value`. */
function urlOf(endpoint: string, query: JsonValue | undefined, added: HttpParameters): string {
  const url = new URL(endpoint);
  if (isJsonObject(query)) {
    for (const name of keysOf(query)) {
      for (const value of listOf(query[name] ?? null)) url.searchParams.append(name, textOf(value));
    }
  } else if (query !== undefined) {
    for (const [name, value] of new URLSearchParams(listOf(query).map(textOf).join('&'))) {
      url.searchParams.append(name, value);
    }
  }
  for (const [name, value] of Object.entries(added)) url.searchParams.set(name, value);
  return url.href;
}

function contentOf(
  body: JsonValue | undefined,
  added: HttpParameters,
): JsonValue | undefined | 'no members' {
  const names = Object.keys(added);
  if (names.length === 0) return body;
  if (body !== undefined && !isJsonObject(body)) return 'no members';
  const content = body === undefined ? {} : copyObject(body);
  for (const name of names) setProperty(content, name, added[name] ?? '');
  return content;
}

/** Local runtime: a text goes out as it is (assumed). */
function bodyText(content: JsonValue, transform: JsonObject): string {
  if (propertyOf(transform, 'RequestBodyEncoding') !== 'URL_ENCODED') return textOf(content);
  const options = propertyOf(transform, 'RequestEncodingOptions');
  const format = isJsonObject(options) ? propertyOf(options, 'ArrayFormat') : undefined;
  return formEncoded(content, (format as ArrayFormat | undefined) ?? 'INDICES');
}

function listOf(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? value : [value];
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : stringifyJson(value);
}
