import { isJsonNumber, isJsonObject, type JsonValue, keysOf } from '../../shared/json.ts';

/** A text that is the same for equal values, whatever the order of their keys and the form of their numbers. */
export function equalityKey(value: JsonValue): string {
  if (isJsonNumber(value)) return String(Number(value));
  if (Array.isArray(value)) return `[${value.map(equalityKey).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = [...keysOf(value)]
    .sort()
    .map((key) => `${JSON.stringify(key)}:${equalityKey(value[key] as JsonValue)}`);
  return `{${members.join(',')}}`;
}
