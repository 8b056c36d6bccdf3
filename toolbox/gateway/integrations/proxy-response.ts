import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/json.ts';
import type { HeaderPair } from '../gateway.ts';
import { GatewayError } from '../gateway-error.ts';
import { isFinalStatus, isHeaderName } from '../http-rules.ts';
import type { InvocationResponse } from './integration-exchange.ts';

/**
 * Reads the response that the function of a proxy integration answers with.
 *
 * @param payload - JSON text, as the function gave it
 * @param decodesBase64 - whether the client gets the bytes of a body in Base64
 * @throws GatewayError LAMBDA_PROXY_RESPONSE_ERROR when the answer does not have the form
 */
export function proxyResponse(payload: string, decodesBase64: boolean): InvocationResponse {
  const answer = readAnswer(payload);
  const body = readScalar(answer['body'] ?? '', 'body');
  const isEncoded = readFlag(answer['isBase64Encoded']);
  return {
    statusCode: readStatusCode(answer['statusCode']),
    headers: mergeHeaders(
      readMap(answer, 'headers', readScalar),
      readMap(answer, 'multiValueHeaders', readList),
    ),
    body: isEncoded && decodesBase64 ? Buffer.from(body, 'base64') : body,
  };
}

const KEYS: ReadonlySet<string> = new Set([
  'statusCode',
  'headers',
  'multiValueHeaders',
  'body',
  'isBase64Encoded',
]);

function readAnswer(payload: string): JsonObject {
  const answer = parse(payload);
  if (!isJsonObject(answer)) {
    throw malformed(`must be an object such as {"statusCode": 200, "body": "text"}`, answer);
  }
  const unknown = Object.keys(answer).filter((key) => !KEYS.has(key));
  if (unknown.length === 0) return answer;
  throw malformed(`must have no key but ${[...KEYS].join(', ')}; it has ${unknown.join(', ')}`);
}

/** `JSON.parse` will do: nothing but texts and the status goes on. */
function parse(payload: string): JsonValue {
  try {
    return JSON.parse(payload) as JsonValue;
  } catch (cause) {
    const reason = "the function's answer is no JSON";
    throw new GatewayError('LAMBDA_PROXY_RESPONSE_ERROR', { reason, cause });
  }
}

const DEFAULT_STATUS = 200;

/** A number, or its text. */
function readStatusCode(value: JsonValue | undefined): number {
  if (value === undefined || value === null) return DEFAULT_STATUS;
  const statusCode = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  if (typeof statusCode === 'number' && isFinalStatus(statusCode)) return statusCode;
  throw malformed(`must have a statusCode from 200 to 599, got ${JSON.stringify(value)}`);
}

function readFlag(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === 'false') return false;
  if (value === 'true') return true;
  if (typeof value === 'boolean') return value;
  throw malformed('must have true or false as isBase64Encoded', value);
}

type Read<Value> = (value: JsonValue, place: string) => Value;

/** The headers of one map; null stands for none, and a header that is null is left out. */
function readMap<Value>(
  answer: JsonObject,
  key: 'headers' | 'multiValueHeaders',
  read: Read<Value>,
): readonly (readonly [name: string, value: Value])[] {
  const map = answer[key] ?? {};
  if (!isJsonObject(map)) throw malformed(`must have an object as ${key}`, map);
  return Object.entries(map).flatMap(([name, value]) => {
    if (!isHeaderName(name)) throw malformed(`has ${JSON.stringify(name)}, no header, in ${key}`);
    return value === null ? [] : [[name, read(value, `${key}.${name}`)] as const];
  });
}

function readList(value: JsonValue, place: string): readonly string[] {
  if (!Array.isArray(value)) throw malformed(`must have a list as ${place}`, value);
  return value.map((item: JsonValue) => readScalar(item, place));
}

function readScalar(value: JsonValue, place: string): string {
  if (typeof value !== 'object') return String(value);
  throw malformed(`must have a text as ${place}`, value);
}

/** Of a header in both maps the list comes first, in its spelling; a value occurs only once. */
function mergeHeaders(
  singles: readonly (readonly [name: string, value: string])[],
  lists: readonly (readonly [name: string, values: readonly string[]])[],
): readonly HeaderPair[] {
  const merged = new Map<string, { name: string; values: string[] }>();
  for (const [name, values] of lists) {
    merged.set(name.toLowerCase(), { name, values: [...values] });
  }
  for (const [name, value] of singles) {
    const header = merged.get(name.toLowerCase());
    if (header === undefined) merged.set(name.toLowerCase(), { name, values: [value] });
    else if (!header.values.includes(value)) header.values.push(value);
  }
  return [...merged.values()].flatMap(({ name, values }) =>
    values.map((value): HeaderPair => [name, value]),
  );
}

function malformed(complaint: string, found?: JsonValue): GatewayError {
  const kind = found === undefined ? '' : `, got ${kindOf(found)}`;
  return new GatewayError('LAMBDA_PROXY_RESPONSE_ERROR', {
    reason: `the function's answer ${complaint}${kind}`,
  });
}

/** What the log tells of a value; the value itself may be secret. */
function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
