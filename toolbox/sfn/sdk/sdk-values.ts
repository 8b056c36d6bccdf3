import {
  isJsonNumber,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  keysOf,
  setProperty,
  stringifyJson,
} from '../../shared/json.ts';
import { upperCamelCase } from '../integrations/member-names.ts';

/** What is read of a schema of the AWS SDK for JavaScript (its `NormalizedSchema`). */
export interface SdkSchema {
  isStructSchema(): boolean;
  isListSchema(): boolean;
  isMapSchema(): boolean;
  isStringSchema(): boolean;
  isBlobSchema(): boolean;
  isTimestampSchema(): boolean;
  getValueSchema(): SdkSchema;
  structIterator(): Iterable<readonly [string, SdkSchema]>;
}

/**
 * The value that the SDK takes for a parameter: members by the names of the API, whatever the case
 * of their first letter; JSON text where the API wants text or bytes.
 *
 * @param schema - undefined of an SDK that does not tell: names are taken as they are
 */
export function toSdkValue(value: JsonValue, schema: SdkSchema | undefined): unknown {
  if (schema?.isBlobSchema()) return Buffer.from(textOf(value));
  if (schema?.isStringSchema()) return textOf(value);
  if (schema?.isTimestampSchema()) return dateOf(value);
  if (isJsonNumber(value)) return Number(value);
  if (Array.isArray(value)) {
    const item = schema?.isListSchema() ? schema.getValueSchema() : undefined;
    return value.map((one) => toSdkValue(one, item));
  }
  return isJsonObject(value) ? toSdkObject(value, schema) : value;
}

function toSdkObject(value: JsonObject, schema: SdkSchema | undefined): Record<string, unknown> {
  if (schema?.isStructSchema()) {
    const members = [...schema.structIterator()].flatMap(([name, member]) => {
      const given = value[name] ?? value[upperCamelCase(name)] ?? null;
      return given === null ? [] : [[name, toSdkValue(given, member)] as const];
    });
    return Object.fromEntries(members);
  }
  const member = schema?.isMapSchema() ? schema.getValueSchema() : undefined;
  return Object.fromEntries(
    keysOf(value).map((key) => [key, toSdkValue(value[key] ?? null, member)]),
  );
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : stringifyJson(value);
}

function dateOf(value: JsonValue): Date {
  return new Date(typeof value === 'string' ? value : Number(value) * 1000);
}

/**
 * The JSON value of what the SDK gives: times in ISO 8601, bytes as text, absent members left out.
 *
 * @param bytesAs - undefined: as UTF-8
 */
export async function fromSdkValue(
  value: unknown,
  schema: SdkSchema | undefined,
  bytesAs?: 'base64',
): Promise<JsonValue> {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString(bytesAs);
  if (isReadable(value)) return value.transformToString(bytesAs);
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value) || value instanceof Set) {
    const item = schema?.isListSchema() ? schema.getValueSchema() : undefined;
    return Promise.all([...value].map((one) => fromSdkValue(one, item, bytesAs)));
  }
  return typeof value === 'object' ? fromSdkObject(value, schema, bytesAs) : (value as JsonValue);
}

async function fromSdkObject(
  value: object,
  schema: SdkSchema | undefined,
  bytesAs: 'base64' | undefined,
): Promise<JsonObject> {
  const isStruct = schema?.isStructSchema() ?? false;
  const memberSchemas = new Map(isStruct ? schema?.structIterator() : []);
  const mapValue = schema?.isMapSchema() ? schema.getValueSchema() : undefined;
  const result: JsonObject = {};
  for (const [key, member] of Object.entries(value)) {
    if (key === '$metadata' || member === undefined || member === null) continue;
    const name = isStruct ? upperCamelCase(key) : key;
    const memberSchema = memberSchemas.get(key) ?? mapValue;
    setProperty(result, name, await fromSdkValue(member, memberSchema, bytesAs));
  }
  return result;
}

interface Readable {
  transformToString(encoding: string | undefined): Promise<string>;
}

/** A body that is streamed, such as that of an object of S3. */
function isReadable(value: unknown): value is Readable {
  return typeof value === 'object' && value !== null && 'transformToString' in value;
}
