/**
 * JSON values that keep what `JSON.parse` would change.
 *
 * Most documents go through the native parser. A document in which the native parser would change something (a number
 * whose text does not round-trip, an integer-like key whose place it loses) goes through `lossless-json.ts`, which
 * builds the same kind of value with `JsonNumber` and `OrderedObject` in the places concerned.
 */
export type JsonValue = null | boolean | number | string | JsonNumber | JsonArray | JsonObject;
export type JsonArray = JsonValue[];
export interface JsonObject {
  [key: string]: JsonValue;
}

/** Set by the `toJSON` hooks while a document is written: the native writer met a value that it cannot write. */
let metLosslessValue = false;

/** A number whose text (`1.0`, `1e3`, `9007199254740993`) a JavaScript number would not keep. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  valueOf(): number {
    return Number(this.text);
  }

  toString(): string {
    return this.text;
  }

  toJSON(): number {
    metLosslessValue = true;
    return Number(this.text);
  }
}

const KEYS = Symbol('keys in the order of the text');

/** An object that holds integer-like keys, which a plain object would move to the front. */
class OrderedObject {
  readonly [KEYS]: string[] = [];

  toJSON(): this {
    metLosslessValue = true;
    return this;
  }
}

/** Makes an empty object that keeps integer-like keys where they were written; fill it with `setProperty`. */
export function orderedObject(): JsonObject {
  // The class adds only a symbol and a prototype method: to everyone else it is an object of JSON values.
  return new OrderedObject() as unknown as JsonObject;
}

/** Sets an own property, `__proto__` too, which an assignment would take as the prototype. */
export function setProperty(object: JsonObject, key: string, value: JsonValue): void {
  if (object instanceof OrderedObject && !Object.hasOwn(object, key)) object[KEYS].push(key);
  if (key === '__proto__' || key === 'toJSON') {
    Object.defineProperty(object, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
  } else {
    object[key] = value;
  }
}

/** Removes an own property, if there is one. */
export function deleteProperty(object: JsonObject, key: string): void {
  if (object instanceof OrderedObject && Object.hasOwn(object, key)) {
    object[KEYS].splice(object[KEYS].indexOf(key), 1);
  }
  delete object[key];
}

/** The object's own keys, in the order of its text. */
export function keysOf(object: JsonObject): readonly string[] {
  return object instanceof OrderedObject ? object[KEYS] : Object.keys(object);
}

/** The own property `key`, or undefined: never something that the prototype holds. */
export function propertyOf(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A shallow copy that keeps the order of keys. */
export function copyObject(object: JsonObject): JsonObject {
  const copy = object instanceof OrderedObject ? orderedObject() : {};
  for (const key of keysOf(object)) setProperty(copy, key, object[key] as JsonValue);
  return copy;
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof JsonNumber)
  );
}

/** True for a JavaScript number and for a `JsonNumber`. */
export function isJsonNumber(value: JsonValue | undefined): value is number | JsonNumber {
  return typeof value === 'number' || value instanceof JsonNumber;
}

/**
 * Writes a value as compact JSON text; numbers and keys come out as they were read, and no depth is too deep.
 */
export function stringifyJson(value: JsonValue): string {
  metLosslessValue = false;
  try {
    const text = JSON.stringify(value);
    return metLosslessValue ? stringifyLossless(value) : text;
  } catch (error) {
    // The native writer is recursive: some thousand levels exhaust its stack.
    if (error instanceof RangeError) return stringifyLossless(value);
    throw error;
  }
}

/** An array or object that is being written: its members that are left, the last first. */
interface Open {
  readonly members: JsonValue[];
  /** Of an object, beside its members. */
  readonly keys: string[] | undefined;
  isFirst: boolean;
}

function stringifyLossless(root: JsonValue): string {
  const parts: string[] = [];
  const stack: Open[] = [];
  const write = (value: JsonValue): void => {
    if (Array.isArray(value)) {
      parts.push('[');
      stack.push({ members: value.toReversed(), keys: undefined, isFirst: true });
    } else if (isJsonObject(value)) {
      const keys = keysOf(value).toReversed();
      parts.push('{');
      stack.push({ members: keys.map((key) => value[key] as JsonValue), keys, isFirst: true });
    } else {
      parts.push(value instanceof JsonNumber ? value.text : JSON.stringify(value));
    }
  };
  write(root);
  for (let open = stack.at(-1); open !== undefined; open = stack.at(-1)) {
    const member = open.members.pop();
    const key = open.keys?.pop();
    if (member === undefined) {
      parts.push(open.keys === undefined ? ']' : '}');
      stack.pop();
      continue;
    }
    if (!open.isFirst) parts.push(',');
    open.isFirst = false;
    if (key !== undefined) parts.push(JSON.stringify(key), ':');
    write(member);
  }
  return parts.join('');
}
