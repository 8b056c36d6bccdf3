import type { ParameterValues } from './parameter-values.ts';

/** Decodes percent-encoding as UTF-8; text that is not well encoded stays as it is. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The names and values of a query in their order; both `&` and `;` split it, and `+` is a blank.
 */
export function queryPairs(rawQuery: string): [name: string, value: string][] {
  if (rawQuery === '') return [];
  const pairs: [string, string][] = [];
  for (const part of rawQuery.split(/[&;]/)) {
    if (part === '') continue;
    const equals = part.indexOf('=');
    const name = equals === -1 ? part : part.slice(0, equals);
    const value = equals === -1 ? '' : part.slice(equals + 1);
    pairs.push([decodeFormText(name), decodeFormText(value)]);
  }
  return pairs;
}

/** The single-value view of a query: the last value of each name. */
export function lastValues(pairs: Iterable<readonly [string, string]>): ParameterValues {
  const values: ParameterValues = Object.create(null);
  for (const [name, value] of pairs) values[name] = value;
  return values;
}

/** All values of each name. */
export function allValues(pairs: Iterable<readonly [string, string]>): Record<string, string[]> {
  const values: Record<string, string[]> = Object.create(null);
  for (const [name, value] of pairs) {
    values[name] ??= [];
    values[name].push(value);
  }
  return values;
}

/** All values of a name. */
export function valuesOf(
  pairs: Iterable<readonly [string, string]>,
  wanted: string,
): readonly string[] {
  const values: string[] = [];
  for (const [name, value] of pairs) if (name === wanted) values.push(value);
  return values;
}

function decodeFormText(text: string): string {
  return decodePercent(text.replaceAll('+', ' '));
}
