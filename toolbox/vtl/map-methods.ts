import {
  deleteProperty,
  type JsonObject,
  type JsonValue,
  keysOf,
  propertyOf,
  setProperty,
} from '../shared/json.ts';
import { methodTable, ofValue, plain } from './method-table.ts';
import {
  arrayList,
  elementOf,
  isVtlMap,
  JavaObject,
  javaEquals,
  textOf,
  type VtlValue,
} from './value.ts';

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
  entrySet: plain((self) => new EntrySet(self)),
  equals: ofValue(javaEquals),
  get: ofValue((self, key) => propertyOf(self, textOf(key))),
  getOrDefault: (self, [key, fallback]) =>
    key === undefined ? undefined : (propertyOf(self, textOf(key)) ?? fallback),
  isEmpty: plain((self) => keysOf(self).length === 0),
  keySet: plain((self) => arrayList([...keysOf(self)])),
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
  remove: ofValue((self, key) => {
    const previous = propertyOf(self, textOf(key));
    deleteProperty(self, textOf(key));
    return previous;
  }),
  size: plain((self) => keysOf(self).length),
  toString: plain<JsonObject>(textOf),
  values: plain((self) => arrayList(valuesOf(self))),
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

export function valuesOf(map: JsonObject): JsonValue[] {
  return keysOf(map).map((key) => map[key] as JsonValue);
}

class EntrySet extends JavaObject {
  readonly #map: JsonObject;

  constructor(map: JsonObject) {
    super();
    this.#map = map;
  }

  override items(): readonly VtlValue[] {
    return keysOf(this.#map).map((key) => new MapEntry(this.#map, key));
  }

  override call(method: string): VtlValue | undefined {
    if (method === 'size') return keysOf(this.#map).length;
    if (method === 'isEmpty') return keysOf(this.#map).length === 0;
    return method === 'iterator' ? this : undefined;
  }

  override toString(): string {
    return `[${this.items().map(textOf).join(', ')}]`;
  }
}

class MapEntry extends JavaObject {
  readonly #map: JsonObject;
  readonly #key: string;

  constructor(map: JsonObject, key: string) {
    super();
    this.#map = map;
    this.#key = key;
  }

  override property(name: string): VtlValue | undefined {
    if (name === 'key') return this.#key;
    return name === 'value' ? propertyOf(this.#map, this.#key) : undefined;
  }

  override call(method: string): VtlValue | undefined {
    if (method === 'getKey') return this.property('key');
    return method === 'getValue' ? this.property('value') : undefined;
  }

  override toString(): string {
    const value = propertyOf(this.#map, this.#key);
    return `${this.#key}=${value === null ? 'null' : textOf(value)}`;
  }
}
