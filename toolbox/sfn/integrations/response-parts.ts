import { type JsonObject, type JsonValue, setProperty } from '../../shared/json.ts';
import { parseJson } from '../../shared/parse-json.ts';

/** The values of each header in a list, under the name as it first came. */
export function headerLists(
  headers: readonly (readonly [name: string, value: string])[],
): JsonObject {
  const lists = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const list = lists.get(key);
    if (list === undefined) lists.set(key, { name, values: [value] });
    else list.values.push(value);
  }
  const object: JsonObject = {};
  for (const { name, values } of lists.values()) setProperty(object, name, values);
  return object;
}

/** Parsed when it is JSON, whatever its Content-Type says; else the text. */
export function responseBody(body: string): JsonValue {
  try {
    return parseJson(body);
  } catch {
    return body;
  }
}
