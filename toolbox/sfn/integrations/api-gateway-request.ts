import type { InvokeApiRequest } from '../../shared/api-invoker.ts';
import { encodeRfc3986 } from '../../shared/encode-rfc3986.ts';
import {
  copyObject,
  deleteProperty,
  isJsonObject,
  type JsonValue,
  keysOf,
  setProperty,
  stringifyJson,
} from '../../shared/json.ts';
import type { RolePrincipal } from '../../shared/principal.ts';
import type { ApiGatewayParameters, ValueLists } from './api-gateway-parameters.ts';

/**
 * Makes the HTTP request that the Parameters of a Task describe.
 *
 * @param role - the role of the state machine
 */
export function apiRequest(
  parameters: ApiGatewayParameters,
  role: RolePrincipal,
): InvokeApiRequest {
  const { ApiEndpoint, Method, Headers, QueryParameters, AuthType } = parameters;
  const body = bodyText(parameters);
  return {
    apiEndpoint: ApiEndpoint,
    method: Method,
    rawPath: rawPathOf(parameters),
    rawQuery: pairsOf(QueryParameters)
      .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
      .join('&'),
    headers: headersOf(pairsOf(Headers), body !== undefined),
    body: body ?? '',
    signer: AuthType === 'IAM_ROLE' ? role : undefined,
  };
}

/** The Path begins with a slash or without one. */
function rawPathOf({ Stage, Path }: ApiGatewayParameters): string {
  const stage = Stage ? `/${percentEncode(Stage)}` : '';
  if (!Path) return stage || '/';
  const path = Path.startsWith('/') ? Path : `/${Path}`;
  return `${stage}${path.split('/').map(percentEncode).join('/')}`;
}

/** A surrogate without its other half has no UTF-8 form: the detour replaces it. */
function percentEncode(text: string): string {
  return encodeRfc3986(Buffer.from(text).toString());
}

type Pair = readonly [name: string, value: string];

function pairsOf(lists: ValueLists | null | undefined): readonly Pair[] {
  if (!lists) return [];
  return keysOf(lists).flatMap((name) =>
    (lists[name] ?? []).map((value): Pair => [name, textOf(value)]),
  );
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : stringifyJson(value);
}

function headersOf(headers: readonly Pair[], hasBody: boolean): readonly Pair[] {
  const namesType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return hasBody && !namesType ? [...headers, ['Content-Type', 'application/json']] : headers;
}

/** A text goes out as JSON too: in quotes. */
function bodyText({ RequestBody, AllowNullValues }: ApiGatewayParameters): string | undefined {
  if (RequestBody === undefined || RequestBody === null) return undefined;
  return stringifyJson(AllowNullValues ? RequestBody : withoutNullMembers(RequestBody));
}

/**
 * A copy without the members of objects that are null. Local runtime: lists keep their nulls
 * (assumed).
 */
function withoutNullMembers(root: JsonValue): JsonValue {
  const open: JsonValue[] = [];
  const copyOf = (value: JsonValue): JsonValue => {
    if (!Array.isArray(value) && !isJsonObject(value)) return value;
    const copy = Array.isArray(value) ? [...value] : copyObject(value);
    open.push(copy);
    return copy;
  };
  const copy = copyOf(root);
  // Not recursive: no depth is too deep.
  for (let container = open.pop(); container !== undefined; container = open.pop()) {
    if (Array.isArray(container)) {
      for (const [index, value] of container.entries()) container[index] = copyOf(value);
    } else if (isJsonObject(container)) {
      for (const key of [...keysOf(container)]) {
        const value = container[key] ?? null;
        if (value === null) deleteProperty(container, key);
        else setProperty(container, key, copyOf(value));
      }
    }
  }
  return copy;
}
