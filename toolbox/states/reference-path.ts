import {
  copyObject,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  propertyOf,
  setProperty,
} from '../shared/json.ts';
import { parseJsonPath } from '../shared/jsonpath/parse-json-path.ts';
import { bracketEscapedNames } from './escaped-names.ts';

/** A path that names exactly one place: property names and indexes only. */
export interface ReferencePath {
  readonly source: string;
  readonly steps: readonly (string | number)[];
}

/** @returns undefined when the text is a path of another kind, or none */
export function parseReferencePath(source: string): ReferencePath | undefined {
  const steps: (string | number)[] = [];
  try {
    for (const segment of parseJsonPath(bracketEscapedNames(source)).segments) {
      if (segment.kind === 'property') steps.push(segment.name);
      else if (segment.kind === 'index' && segment.index >= 0) steps.push(segment.index);
      else return undefined;
    }
  } catch {
    return undefined;
  }
  return { source, steps };
}

/**
 * A copy of the value with something put at the place; objects on the way are made when they are missing.
 *
 * @returns undefined when the place cannot be: below a scalar, beyond the end of an array
 */
export function putAt(
  value: JsonValue | undefined,
  steps: readonly (string | number)[],
  inserted: JsonValue,
): JsonValue | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return inserted;
  return typeof step === 'string'
    ? putProperty(value, step, rest, inserted)
    : putItem(value, step, rest, inserted);
}

function putProperty(
  value: JsonValue | undefined,
  name: string,
  rest: readonly (string | number)[],
  inserted: JsonValue,
): JsonObject | undefined {
  if (value !== undefined && !isJsonObject(value)) return undefined;
  const copy = value === undefined ? {} : copyObject(value);
  const child = putAt(propertyOf(copy, name), rest, inserted);
  if (child === undefined) return undefined;
  setProperty(copy, name, child);
  return copy;
}

function putItem(
  value: JsonValue | undefined,
  index: number,
  rest: readonly (string | number)[],
  inserted: JsonValue,
): JsonValue | undefined {
  if (!Array.isArray(value) || index >= value.length) return undefined;
  const child = putAt(value[index], rest, inserted);
  return child === undefined ? undefined : value.with(index, child);
}
