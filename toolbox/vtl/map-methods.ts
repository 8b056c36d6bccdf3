import {
  deleteProperty,
  type JsonObject,
  type JsonValue,
  keysOf,
  propertyOf,
  setProperty,
} from '../shared/json.ts';
import { CollectionView, MapEntry } from './collection-view.ts';
import { hashCodeOf } from './java-hash-code.ts';
import { methodTable, ofValue, plain } from './method-table.ts';
import { elementOf, isVtlMap, javaEquals, textOf, type VtlValue } from './value.ts';

/**
 * Local runtime: a key that is no string is found by its text.
 *
 * @see "java.util.Map" (Java SE API)
 */
export const MAP_METHODS = methodTable<JsonObject>({
  clear: (self) => {
    for (const key of [...keysOf(self)]) deleteProperty(self, key);
    return undefined;
  },
  containsKey: ofValue((self, key) => Object.hasOwn(self, textOf(key))),
  containsValue: ofValue((self, value) =>
    valuesOf(self).some((candidate) => javaEquals(candidate, value)),
  ),
  entrySet: plain((self) => new CollectionView(self, (key) => new MapEntry(self, key))),
  equals: ofValue(javaEquals),
  get: ofValue((self, key) => propertyOf(self, textOf(key))),
  getOrDefault: (self, [key, fallback]) =>
    key === undefined ? undefined : (propertyOf(self, textOf(key)) ?? fallback),
  hashCode: plain<JsonObject>(hashCodeOf),
  isEmpty: plain((self) => keysOf(self).length === 0),
  keySet: plain((self) => new CollectionView(self, (key) => key)),
  put: (self, args) => {
    const [key, value] = args;
    return args.length === 2 && key !== undefined && value !== undefined
      ? putEntry(self, key, value)
      : undefined;
  },
  putAll: ofValue((self, entries) => {
    if (!isVtlMap(entries)) return undefined;
    for (const key of [...keysOf(entries)]) setProperty(self, key, entries[key] as JsonValue);
    return undefined;
  }),
  putIfAbsent: (self, [key, value]) => {
    if (key === undefined || value === undefined) return undefined;
    return propertyOf(self, textOf(key)) ?? putEntry(self, key, value);
  },
  remove: (self, [key, value]) => {
    if (key === undefined) return undefined;
    const previous = propertyOf(self, textOf(key));
    if (value === undefined) {
      deleteProperty(self, textOf(key));
      return previous;
    }
    const isSame = previous !== undefined && javaEquals(previous, value);
    if (isSame) deleteProperty(self, textOf(key));
    return isSame;
  },
  replace: replaceEntry,
  size: plain((self) => keysOf(self).length),
  toString: plain<JsonObject>(textOf),
  values: plain((self) => new CollectionView(self, (key) => self[key] as JsonValue)),
});

/**
 * Sets an entry of a map.
 *
 * @returns what the key had before
 */
export function putEntry(map: JsonObject, key: VtlValue, value: VtlValue): VtlValue | undefined {
  const name = textOf(key);
  const previous = propertyOf(map, name);
  setProperty(map, name, elementOf(value));
  return previous;
}

/** `replace(key, value)` and `replace(key, old, value)`: only a key that is there. */
function replaceEntry(self: JsonObject, args: readonly VtlValue[]): VtlValue | undefined {
  const [key, first, second] = args;
  if (key === undefined || first === undefined || args.length > 3) return undefined;
  const previous = propertyOf(self, textOf(key));
  if (second === undefined) return previous === undefined ? undefined : putEntry(self, key, first);
  const isSame = previous !== undefined && javaEquals(previous, first);
  if (isSame) putEntry(self, key, second);
  return isSame;
}

export function valuesOf(map: JsonObject): JsonValue[] {
  return keysOf(map).map((key) => map[key] as JsonValue);
}
