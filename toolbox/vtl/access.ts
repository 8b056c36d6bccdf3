import { type JsonArray, propertyOf } from '../shared/json.ts';
import { isInteger } from './java-number.ts';
import { itemAt, LIST_METHODS, setItem } from './list-methods.ts';
import { MAP_METHODS, putEntry } from './map-methods.ts';
import type { MethodTable } from './method-table.ts';
import { BOOLEAN_METHODS, NUMBER_METHODS } from './number-methods.ts';
import { STRING_METHODS } from './string-methods.ts';
import { isNumber, isVtlMap, JavaObject, textOf, type VtlValue } from './value.ts';

/** `$object.name(args)`; undefined when the object has no such method. */
export function callMethod(
  object: VtlValue,
  name: string,
  args: readonly VtlValue[],
): VtlValue | undefined {
  if (typeof object === 'string') return call(STRING_METHODS, object, name, args);
  if (object instanceof JavaObject) return object.call(name, args);
  if (typeof object === 'boolean') return call(BOOLEAN_METHODS, object, name, args);
  if (object === null) return undefined;
  if (isNumber(object)) return call(NUMBER_METHODS, object, name, args);
  return Array.isArray(object)
    ? call(LIST_METHODS, object, name, args)
    : call(MAP_METHODS, object, name, args);
}

function call<Self>(
  methods: MethodTable<Self>,
  self: Self,
  name: string,
  args: readonly VtlValue[],
): VtlValue | undefined {
  return methods.get(name)?.(self, args);
}

/** `$object.name`: an entry of a map, or what Java's `isName()` answers. */
export function propertyValue(object: VtlValue, name: string): VtlValue | undefined {
  if (object instanceof JavaObject) return object.property(name);
  if (isVtlMap(object)) return propertyOf(object, name);
  return callMethod(object, `is${name[0]?.toUpperCase()}${name.slice(1)}`, []);
}

/** `$object[index]`; a negative index counts from the end of a list. */
export function indexedValue(object: VtlValue, index: VtlValue): VtlValue | undefined {
  if (Array.isArray(object)) {
    const position = listIndex(object, index);
    return position === undefined ? undefined : itemAt(object, position);
  }
  if (object instanceof JavaObject) return object.property(textOf(index));
  return isVtlMap(object) ? propertyOf(object, textOf(index)) : undefined;
}

function listIndex(list: JsonArray, index: VtlValue): number | undefined {
  if (!isNumber(index) || !isInteger(index)) return undefined;
  const position = Number(index);
  return position < 0 ? position + list.length : position;
}

/** `#set($object.name = value)`; like Velocity it leaves alone what has no such property. */
export function setPropertyValue(object: VtlValue, name: string, value: VtlValue): void {
  if (object instanceof JavaObject) object.setProperty(name, value);
  else if (isVtlMap(object)) putEntry(object, name, value);
}

/** `#set($object[index] = value)`. */
export function setIndexedValue(object: VtlValue, index: VtlValue, value: VtlValue): void {
  if (!Array.isArray(object)) {
    setPropertyValue(object, textOf(index), value);
    return;
  }
  const position = listIndex(object, index);
  if (position !== undefined) setItem(object, position, value);
}
