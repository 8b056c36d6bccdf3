import type { MatchBudget } from '../shared/java-pattern/java-pattern.ts';
import {
  isJsonNumber,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  keysOf,
  stringifyJson,
} from '../shared/json.ts';
import { JavaException } from './java-exception.ts';
import { compareNumbers, isInteger, numberText } from './java-number.ts';
import { MAX_LIST_LENGTH } from './limits.ts';

/** What a reference can stand for. Methods and properties that do not exist give undefined. */
export type VtlValue = JsonValue | JavaObject;

/** An object that is no JSON, such as `$input` or `$foreach`. Lists and maps hold its text. */
export abstract class JavaObject {
  /** The text that is printed. */
  abstract toString(): string;

  property(_name: string): VtlValue | undefined {
    return undefined;
  }

  setProperty(_name: string, _value: VtlValue): void {}

  call(_method: string, _args: readonly VtlValue[], _budget: MatchBudget): VtlValue | undefined {
    return undefined;
  }

  /** What `#foreach` walks over; undefined when it is no collection. */
  items(): readonly VtlValue[] | undefined {
    return undefined;
  }
}

const ARRAY_LISTS = new WeakSet<JsonArray>();

/**
 * Marks a list that the template made. It prints as Java's ArrayList, `[a, b]`; one that was parsed from JSON prints
 * as JSON.
 */
export function arrayList(items: JsonArray): JsonArray {
  ARRAY_LISTS.add(items);
  return items;
}

/**
 * A list of this length that the template made.
 *
 * @throws JavaException when it would fill the memory
 */
export function boundedList(length: number, items: () => JsonArray): JsonArray {
  if (length > MAX_LIST_LENGTH) {
    throw new JavaException(`the list grows beyond ${MAX_LIST_LENGTH} elements`);
  }
  return arrayList(items());
}

/** The items of a list or another collection of Java; undefined for anything else. */
export function itemsOf(value: VtlValue | undefined): readonly VtlValue[] | undefined {
  if (Array.isArray(value)) return value;
  return value instanceof JavaObject ? value.items() : undefined;
}

export function isVtlMap(value: VtlValue | undefined): value is JsonObject {
  return !(value instanceof JavaObject) && isJsonObject(value);
}

/** The value as an element of a list or map. */
export function elementOf(value: VtlValue): JsonValue {
  return value instanceof JavaObject ? value.toString() : value;
}

/** The text that a reference prints: nothing for null, Java's `toString` for anything else. */
export function textOf(value: VtlValue | undefined): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (value instanceof JavaObject || typeof value === 'boolean') return value.toString();
  if (isJsonNumber(value)) return numberText(value);
  return containerText(value);
}

function containerText(value: JsonArray | JsonObject): string {
  if (!Array.isArray(value)) {
    const entries = keysOf(value).map((key) => `${key}=${elementText(value[key] as JsonValue)}`);
    return `{${entries.join(', ')}}`;
  }
  return ARRAY_LISTS.has(value) ? `[${value.map(elementText).join(', ')}]` : jsonText(value);
}

function jsonText(list: JsonArray): string {
  try {
    return stringifyJson(list);
  } catch (cause) {
    throw new RangeError('the list contains itself', { cause });
  }
}

function elementText(value: JsonValue): string {
  return value === null ? 'null' : textOf(value);
}

/** Java's `equals`: an integer is not equal to a double. */
export function javaEquals(left: VtlValue | undefined, right: VtlValue | undefined): boolean {
  if (left === right) return true;
  if (left instanceof JavaObject || right instanceof JavaObject) return false;
  if (isJsonNumber(left) && isJsonNumber(right)) {
    return isInteger(left) === isInteger(right) && compareNumbers(left, right) === 0;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return (
      left.length === right.length && left.every((item, index) => javaEquals(item, right[index]))
    );
  }
  return isVtlMap(left) && isVtlMap(right) && mapsEqual(left, right);
}

function mapsEqual(left: JsonObject, right: JsonObject): boolean {
  const keys = keysOf(left);
  return (
    keys.length === keysOf(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && javaEquals(left[key], right[key]))
  );
}

/** Velocity's `==`: numbers by value, `equals` within one class, else the texts are compared. */
export function looselyEquals(left: VtlValue, right: VtlValue): boolean {
  if (typeof left === typeof right && typeof left !== 'object') return left === right;
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right) === 0;
  return javaEquals(left, right) || (!isSameClass(left, right) && textOf(left) === textOf(right));
}

function isSameClass(left: VtlValue, right: VtlValue): boolean {
  return (Array.isArray(left) && Array.isArray(right)) || (isVtlMap(left) && isVtlMap(right));
}

export function isNumber(value: VtlValue): value is number | Extract<JsonValue, { text: string }> {
  return !(value instanceof JavaObject) && isJsonNumber(value);
}
