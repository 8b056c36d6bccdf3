import type { ParameterValues } from '../parameter-values.ts';
import type { Parameter } from './context.ts';

/** The values of each name with commas in between. */
export function joinedValues(parameters: readonly Parameter[]): ParameterValues {
  const joined: ParameterValues = Object.create(null);
  for (const [name, value] of parameters) {
    const before = joined[name];
    joined[name] = before === undefined ? value : `${before},${value}`;
  }
  return joined;
}

/** All values of each name. */
export function listedValues(parameters: readonly Parameter[]): Record<string, string[]> {
  const lists: Record<string, string[]> = Object.create(null);
  for (const [name, value] of parameters) {
    lists[name] ??= [];
    lists[name].push(value);
  }
  return lists;
}

/** The values of one name with commas in between; undefined when there is none. */
export function joinedValue(parameters: readonly Parameter[], wanted: string): string | undefined {
  const values = parameters.filter(([name]) => name === wanted).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(',');
}
