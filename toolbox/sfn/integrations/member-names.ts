import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  keysOf,
  setProperty,
} from '../../shared/json.ts';

/** Step Functions writes `stateMachineArn` as `StateMachineArn`, whatever the service's API does. */
export function upperCamelCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export function lowerCamelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** A copy with the members of all objects inside renamed; members that are null are left out. */
export function withMemberNames(value: JsonValue, rename: (name: string) => string): JsonValue {
  if (Array.isArray(value)) return value.map((item) => withMemberNames(item, rename));
  if (!isJsonObject(value)) return value;
  const copy: JsonObject = {};
  for (const name of keysOf(value)) {
    const member = value[name] ?? null;
    if (member !== null) setProperty(copy, rename(name), withMemberNames(member, rename));
  }
  return copy;
}
