import type { MatchBudget } from '../shared/java-pattern/java-pattern.ts';
import {
  deleteProperty,
  type JsonObject,
  keysOf,
  propertyOf,
  setProperty,
} from '../shared/json.ts';
import { JavaException } from './java-exception.ts';
import { hashCodeOf } from './java-hash-code.ts';
import { JavaIterator } from './java-iterator.ts';
import { methodTable, ofValue, plain } from './method-table.ts';
import {
  arrayList,
  elementOf,
  itemsOf,
  JavaObject,
  javaEquals,
  textOf,
  type VtlValue,
} from './value.ts';

/**
 * `keySet()`, `values()` or `entrySet()` of a map: what is removed from it is removed from the map.
 * It has no order that could be indexed.
 */
export class CollectionView extends JavaObject {
  readonly #map: JsonObject;
  readonly #itemOf: (key: string) => VtlValue;

  constructor(map: JsonObject, itemOf: (key: string) => VtlValue) {
    super();
    this.#map = map;
    this.#itemOf = itemOf;
  }

  override items(): readonly VtlValue[] {
    return keysOf(this.#map).map(this.#itemOf);
  }

  override property(name: string): VtlValue | undefined {
    return name === 'empty' ? this.items().length === 0 : undefined;
  }

  override call(
    method: string,
    args: readonly VtlValue[],
    budget: MatchBudget,
  ): VtlValue | undefined {
    return COLLECTION_METHODS.get(method)?.(this, args, budget);
  }

  /** Removes those that fulfil the condition, the first one or all; tells whether there was one. */
  remove(condition: (item: VtlValue) => boolean, isOnlyFirst: boolean): boolean {
    const keys = keysOf(this.#map).filter((key) => condition(this.#itemOf(key)));
    for (const key of isOnlyFirst ? keys.slice(0, 1) : keys) deleteProperty(this.#map, key);
    return keys.length > 0;
  }

  override toString(): string {
    return `[${this.items()
      .map((item) => (item === null ? 'null' : textOf(item)))
      .join(', ')}]`;
  }
}

/** @see "java.util.Collection" (Java SE API) */
const COLLECTION_METHODS = methodTable<CollectionView>({
  add: ofValue((): never => {
    throw new JavaException('UnsupportedOperationException: a view of a map takes no items');
  }),
  clear: (self) => void self.remove(() => true, false),
  contains: ofValue((self, value) => includes(self.items(), value)),
  containsAll: ofValue((self, values) =>
    itemsOf(values)?.every((value) => includes(self.items(), value)),
  ),
  equals: ofValue((self, values) => {
    const [own, others] = [self.items(), itemsOf(values)];
    return others?.length === own.length && others.every((value) => includes(own, value));
  }),
  hashCode: plain((self) =>
    self.items().reduce<number>((hash, item) => (hash + hashCodeOf(item)) | 0, 0),
  ),
  isEmpty: plain((self) => self.items().length === 0),
  iterator: plain((self) => new JavaIterator(self.items())),
  remove: ofValue((self, value) => self.remove((item) => javaEquals(item, value), true)),
  removeAll: ofValue((self, values) => {
    const others = itemsOf(values);
    return others && self.remove((item) => includes(others, item), false);
  }),
  retainAll: ofValue((self, values) => {
    const others = itemsOf(values);
    return others && self.remove((item) => !includes(others, item), false);
  }),
  size: plain((self) => self.items().length),
  toArray: plain((self) => arrayList(self.items().map(elementOf))),
  toString: plain<CollectionView>(String),
});

function includes(items: readonly VtlValue[], value: VtlValue): boolean {
  return items.some((item) => javaEquals(item, value));
}

/** An item of `entrySet()`. */
export class MapEntry extends JavaObject {
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

  override call(method: string, [argument]: readonly VtlValue[]): VtlValue | undefined {
    switch (method) {
      case 'getKey':
        return this.property('key');
      case 'getValue':
        return this.property('value');
      case 'setValue': {
        if (argument === undefined) return undefined;
        const previous = this.property('value');
        setProperty(this.#map, this.#key, elementOf(argument));
        return previous;
      }
      case 'toString':
        return this.toString();
      default:
        return undefined;
    }
  }

  override setProperty(name: string, value: VtlValue): void {
    if (name === 'value') this.call('setValue', [value]);
  }

  override toString(): string {
    const value = propertyOf(this.#map, this.#key);
    return `${this.#key}=${value === null ? 'null' : textOf(value)}`;
  }
}
