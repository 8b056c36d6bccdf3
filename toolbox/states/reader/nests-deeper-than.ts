import { isJsonObject, type JsonValue, keysOf } from '../../shared/json.ts';

/** Tells whether arrays and objects stand inside each other over more levels; no depth is too deep to ask. */
export function nestsDeeperThan(root: JsonValue, maxLevels: number): boolean {
  const open: { readonly value: JsonValue; readonly level: number }[] = [{ value: root, level: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, level } = next;
    const isObject = isJsonObject(value);
    if (!isObject && !Array.isArray(value)) continue;
    if (level > maxLevels) return true;
    const members = isObject ? keysOf(value).map((key) => value[key] as JsonValue) : value;
    for (const member of members) open.push({ value: member, level: level + 1 });
  }
  return false;
}
