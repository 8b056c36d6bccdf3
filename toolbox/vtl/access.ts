import type { MatchBudget } from '../shared/java-pattern/java-pattern.ts';
import { type JsonArray, propertyOf } from '../shared/json.ts';
import { BOOLEAN_METHODS } from './boolean-methods.ts';
import { isInteger } from './java-number.ts';
import { itemAt, LIST_METHODS, setItem } from './list-methods.ts';
import { MAP_METHODS, putEntry } from './map-methods.ts';
import { NUMBER_METHODS } from './number-methods.ts';
import { STRING_METHODS } from './string-methods.ts';
import { isNumber, isVtlMap, JavaObject, textOf, type VtlValue } from './value.ts';

/** Calls a method of one name; undefined when the object has no such method. */
type CallMethod = (
  object: VtlValue,
  args: readonly VtlValue[],
  budget: MatchBudget,
) => VtlValue | undefined;

/** `$object.name(args)`. */
export function methodNamed(name: string): CallMethod {
  const ofString = STRING_METHODS.get(name);
  const ofBoolean = BOOLEAN_METHODS.get(name);
  const ofNumber = NUMBER_METHODS.get(name);
  const ofList = LIST_METHODS.get(name);
  const ofMap = MAP_METHODS.get(name);
  return (object, args, budget) => {
    if (typeof object === 'string') return ofString?.(object, args, budget);
    if (object instanceof JavaObject) return object.call(name, args, budget);
    if (typeof object === 'boolean') return ofBoolean?.(object, args, budget);
    if (object === null) return undefined;
    if (isNumber(object)) return ofNumber?.(object, args, budget);
    return Array.isArray(object) ? ofList?.(object, args, budget) : ofMap?.(object, args, budget);
  };
}

/** `$object.name`: an entry of a map, or what Java's `getName()` or `isName()` answers. */
export function propertyNamed(
  name: string,
): (object: VtlValue, budget: MatchBudget) => VtlValue | undefined {
  const capitalized = `${name[0]?.toUpperCase()}${name.slice(1)}`;
  const callGet = methodNamed(`get${capitalized}`);
  const callIs = methodNamed(`is${capitalized}`);
  return (object, budget) => {
    if (object instanceof JavaObject) return object.property(name);
    if (isVtlMap(object)) return propertyOf(object, name);
    return callGet(object, [], budget) ?? callIs(object, [], budget);
  };
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
