import { type MatchBudget, matchBudget } from '../java-pattern/java-pattern.ts';
import {
  isJsonObject,
  type JsonValue,
  keysOf,
  orderedObject,
  propertyOf,
  setProperty,
} from '../json.ts';
import { acceptsItem, type PathScope, spend } from './evaluate-filter.ts';
import type { JsonPath, JsonPathSegment } from './json-path.ts';
import { applyPathFunction } from './path-functions.ts';

/** More than a document has values: only a path that meets each of them many times, as `$..a..a` can, comes there. */
const MAX_MATCHES = 1_000_000;

/** What selecting a value costs against a step of a regular expression. */
const STEPS_FOR_VALUE = 4;

/**
 * Selects from a document.
 *
 * @returns the value, or undefined when there is none; for an indefinite path the list of all matches
 * @param budget - what the path and its regular expressions may cost
 * @throws RangeError when the matches are too many, or the budget is spent
 */
export function evaluateJsonPath(
  path: JsonPath,
  root: JsonValue,
  budget: MatchBudget = matchBudget(),
): JsonValue | undefined {
  return evaluateFrom(path, root, { root, budget });
}

function evaluateFrom(path: JsonPath, start: JsonValue, scope: PathScope): JsonValue | undefined {
  return path.definite ? evaluateDefinite(path, start) : evaluateIndefinite(path, start, scope);
}

function evaluateDefinite(path: JsonPath, start: JsonValue): JsonValue | undefined {
  let value: JsonValue | undefined = start;
  for (const segment of path.segments) {
    if (value === undefined) return undefined;
    value =
      segment.kind === 'function' ? applyPathFunction(segment.name, value) : stepTo(segment, value);
  }
  return value;
}

function stepTo(segment: JsonPathSegment, value: JsonValue): JsonValue | undefined {
  switch (segment.kind) {
    case 'property':
      return isJsonObject(value) ? propertyOf(value, segment.name) : undefined;
    case 'index':
      return Array.isArray(value) ? value.at(segment.index) : undefined;
    case 'properties':
      return pickProperties(value, segment.names);
    default:
      return undefined;
  }
}

/** The object of those properties that exist, as Jayway answers `$['a','b']`. */
function pickProperties(value: JsonValue, names: readonly string[]): JsonValue | undefined {
  if (!isJsonObject(value)) return undefined;
  const picked = orderedObject();
  for (const name of names) {
    const property = propertyOf(value, name);
    if (property !== undefined) setProperty(picked, name, property);
  }
  return picked;
}

function evaluateIndefinite(
  path: JsonPath,
  start: JsonValue,
  scope: PathScope,
): JsonValue | undefined {
  let matches: JsonValue[] = [start];
  const last = path.segments.length - 1;
  for (const [position, segment] of path.segments.entries()) {
    if (segment.kind === 'function') return applyPathFunction(segment.name, matches);
    const selected: JsonValue[] = [];
    for (const value of matches) {
      const before = selected.length;
      select(segment, value, { scope, isLast: position === last, selected });
      spend(scope, STEPS_FOR_VALUE * (selected.length - before + 1));
      if (selected.length > MAX_MATCHES) {
        throw new RangeError(`More than ${MAX_MATCHES} values match the path '${path.text}'`);
      }
    }
    matches = selected;
  }
  return matches;
}

interface Selection {
  readonly scope: PathScope;
  readonly isLast: boolean;
  readonly selected: JsonValue[];
}

/** Adds what the segment selects from one value. */
function select(segment: JsonPathSegment, value: JsonValue, selection: Selection): void {
  const { selected } = selection;
  switch (segment.kind) {
    case 'wildcard':
      for (const child of childrenOf(value)) selected.push(child);
      break;
    case 'descendants':
      addDescendants(value, selected);
      break;
    case 'slice':
      if (Array.isArray(value)) {
        for (const item of value.slice(segment.from, segment.to)) selected.push(item);
      }
      break;
    case 'indexes':
      for (const index of segment.indexes)
        addMatch(stepTo({ kind: 'index', index }, value), selected);
      break;
    case 'filter':
      addFiltered(segment.filter, value, selection);
      break;
    case 'properties':
      if (selection.isLast) addMatch(pickProperties(value, segment.names), selected);
      else {
        for (const name of segment.names)
          addMatch(stepTo({ kind: 'property', name }, value), selected);
      }
      break;
    default:
      addMatch(stepTo(segment, value), selected);
  }
}

function addMatch(match: JsonValue | undefined, selected: JsonValue[]): void {
  if (match !== undefined) selected.push(match);
}

/** An object is tested itself, of an array each item: so does Jayway. */
function addFiltered(
  filter: Parameters<typeof acceptsItem>[0],
  value: JsonValue,
  { scope, selected }: Selection,
): void {
  const candidates = Array.isArray(value) ? value : isJsonObject(value) ? [value] : [];
  for (const item of candidates) {
    if (acceptsItem(filter, { ...scope, item }, evaluateFrom)) selected.push(item);
  }
}

function childrenOf(value: JsonValue): readonly JsonValue[] {
  if (Array.isArray(value)) return value;
  if (!isJsonObject(value)) return [];
  return keysOf(value).map((key) => value[key] as JsonValue);
}

/** Adds the value and all below it, parents first, with a stack of its own because documents can be deep. */
function addDescendants(value: JsonValue, selected: JsonValue[]): void {
  const open: JsonValue[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    selected.push(next);
    const children = childrenOf(next);
    for (let index = children.length - 1; index >= 0; index -= 1) {
      open.push(children[index] as JsonValue);
    }
  }
}
