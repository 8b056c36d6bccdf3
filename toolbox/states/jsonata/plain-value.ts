import {
  isJsonObject,
  JsonNumber,
  type JsonValue,
  keysOf,
  setProperty,
} from '../../shared/json.ts';

/**
 * A value as JSONata computes with it: JavaScript numbers and plain objects. What holds nothing else is given back as it
 * is, without a copy.
 */
export function toPlainValue(value: JsonValue): JsonValue {
  if (value instanceof JsonNumber) return Number(value);
  if (Array.isArray(value)) {
    const items = value.map(toPlainValue);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isJsonObject(value)) return value;
  const plain = {};
  let isSame = Object.getPrototypeOf(value) === Object.prototype;
  for (const key of keysOf(value)) {
    const member = value[key] as JsonValue;
    const plainMember = toPlainValue(member);
    isSame &&= plainMember === member;
    setProperty(plain, key, plainMember);
  }
  return isSame ? value : plain;
}

/**
 * What an expression returned, as JSON.
 *
 * @returns undefined when it returned nothing, or something that is no data: a function, an infinite number
 */
export function fromPlainValue(value: unknown): JsonValue | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : undefined;
    case 'object':
      return fromStructure(value);
    default:
      return undefined;
  }
}

function fromStructure(value: object | null): JsonValue | undefined {
  if (value === null) return null;
  if (Array.isArray(value)) return value.map((item) => fromPlainValue(item) ?? null);
  if (!isPlainObject(value)) return undefined;
  const object = {};
  for (const [key, member] of Object.entries(value)) {
    const plain = fromPlainValue(member);
    if (plain !== undefined) setProperty(object, key, plain);
  }
  return object;
}

/** The library gives the functions of an expression as objects that say what they are. */
function isPlainObject(value: object): boolean {
  return !('_jsonata_lambda' in value) && !('_jsonata_function' in value);
}
