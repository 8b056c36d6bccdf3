import type { JsonArray } from '../shared/json.ts';
import { JavaException } from './java-exception.ts';
import { hashCodeOf } from './java-hash-code.ts';
import { JavaIterator } from './java-iterator.ts';
import { compareNumbers } from './java-number.ts';
import { compareTexts } from './java-text.ts';
import { MAX_LIST_LENGTH } from './limits.ts';
import { integerAt, methodTable, ofValue, plain } from './method-table.ts';
import {
  arrayList,
  elementOf,
  isNumber,
  itemsOf,
  javaEquals,
  textOf,
  type VtlValue,
} from './value.ts';

/** @see "java.util.List" (Java SE API) */
export const LIST_METHODS = methodTable<JsonArray>({
  add: (self, args) => {
    const [first, second] = args;
    if (first === undefined || args.length > 2) return undefined;
    if (second === undefined) {
      insert(self, self.length, [first]);
      return true;
    }
    const index = integerAt(args, 0);
    if (index !== undefined) insert(self, checkedIndex(index, self.length + 1), [second]);
    return undefined;
  },
  addAll: (self, args) => {
    const values = itemsOf(args.at(-1));
    const index = args.length === 2 ? integerAt(args, 0) : self.length;
    if (values === undefined || index === undefined || args.length > 2) return undefined;
    insert(self, checkedIndex(index, self.length + 1), [...values]);
    return values.length > 0;
  },
  clear: (self) => {
    self.length = 0;
    return undefined;
  },
  contains: ofValue((self, value) => indexOf(self, value) !== -1),
  containsAll: ofValue((self, values) =>
    itemsOf(values)?.every((value) => indexOf(self, value) !== -1),
  ),
  equals: ofValue(javaEquals),
  get: (self, args) => {
    const index = args.length === 1 ? integerAt(args, 0) : undefined;
    return index === undefined ? undefined : itemAt(self, index);
  },
  hashCode: plain<JsonArray>(hashCodeOf),
  indexOf: ofValue(indexOf),
  isEmpty: plain((self) => self.length === 0),
  iterator: plain((self) => new JavaIterator(self)),
  lastIndexOf: ofValue((self, value) => self.findLastIndex((item) => javaEquals(item, value))),
  remove: ofValue((self, value) => {
    const index = integerAt([value], 0);
    if (index !== undefined) return self.splice(checkedIndex(index, self.length), 1)[0];
    const found = indexOf(self, value);
    if (found !== -1) self.splice(found, 1);
    return found !== -1;
  }),
  removeAll: ofValue((self, values) => keepOnly(self, values, false)),
  retainAll: ofValue((self, values) => keepOnly(self, values, true)),
  set: (self, args) => {
    const [, value] = args;
    const index = integerAt(args, 0);
    return index === undefined || value === undefined || args.length > 2
      ? undefined
      : setItem(self, index, value);
  },
  size: plain((self) => self.length),
  subList: (self, args) => {
    const [from, to] = [integerAt(args, 0), integerAt(args, 1)];
    if (from === undefined || to === undefined || args.length > 2) return undefined;
    if (from < 0 || to > self.length || from > to) {
      throw new JavaException(
        `IndexOutOfBoundsException: ${from} to ${to} of a list of ${self.length}: test size() first`,
      );
    }
    return arrayList(self.slice(from, to));
  },
  sort: ofValue((self, comparator) => {
    // Without a function that compares, which no template can write, it is the natural order.
    if (comparator === '') self.sort(compareNaturally);
    return undefined;
  }),
  toArray: plain((self) => arrayList([...self])),
  toString: plain<JsonArray>(textOf),
});

/** @throws JavaException when there is no such index */
export function itemAt(list: JsonArray, index: number): VtlValue | undefined {
  return list[checkedIndex(index, list.length)];
}

/**
 * Replaces an item.
 *
 * @returns what stood there before
 * @throws JavaException when there is no such index
 */
export function setItem(list: JsonArray, index: number, value: VtlValue): VtlValue | undefined {
  const previous = itemAt(list, index);
  list[index] = elementOf(value);
  return previous;
}

function checkedIndex(index: number, end: number): number {
  if (index < 0 || index >= end) {
    throw new JavaException(
      `IndexOutOfBoundsException: index ${index} of a list of ${end}: test size() first`,
    );
  }
  return index;
}

/** @throws JavaException for what has no order, or differs in class */
function compareNaturally(left: VtlValue, right: VtlValue): number {
  if (typeof left === 'string' && typeof right === 'string') return compareTexts(left, right);
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  throw new JavaException('ClassCastException: the elements of the list cannot be compared');
}

function insert(list: JsonArray, index: number, values: readonly VtlValue[]): void {
  if (list.length + values.length > MAX_LIST_LENGTH) {
    throw new JavaException(`the list grows beyond ${MAX_LIST_LENGTH} elements`);
  }
  if (index === list.length) for (const value of values) list.push(elementOf(value));
  else list.splice(index, 0, ...values.map(elementOf));
}

function indexOf(list: readonly VtlValue[], value: VtlValue): number {
  return list.findIndex((item) => javaEquals(item, value));
}

function keepOnly(list: JsonArray, values: VtlValue, isKept: boolean): VtlValue | undefined {
  const others = itemsOf(values);
  if (others === undefined) return undefined;
  const kept = list.filter((item) => (indexOf(others, item) !== -1) === isKept);
  const hasChanged = kept.length !== list.length;
  list.length = 0;
  for (const item of kept) list.push(item);
  return hasChanged;
}
