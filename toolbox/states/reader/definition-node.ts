import {
  isJsonNumber,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  propertyOf,
} from '../../shared/json.ts';
import type { QueryLanguage, StateType } from '../definition.ts';

/** Something for which AWS would refuse the definition. */
export interface DefinitionProblem {
  /** JSON pointer into the definition. */
  readonly pointer: string;
  readonly code: ProblemCode;
  readonly message: string;
}

export type ProblemCode =
  | 'SCHEMA_VALIDATION_FAILED'
  | 'MISSING_TRANSITION_TARGET'
  | 'DUPLICATE_STATE_NAME';

/** A valid part of the language that cannot be run yet. */
export interface UnsupportedFeature {
  /** JSON pointer into the definition. */
  readonly pointer: string;
  /** A clause such as `the state type Map is not supported`. */
  readonly message: string;
}

/** What reading a definition finds besides its values. */
export interface Findings {
  readonly problems: DefinitionProblem[];
  /** The problems as texts, so that none is reported twice. */
  readonly known: Set<string>;
  readonly unsupported: UnsupportedFeature[];
  /** By state name, the variables that its fields refer to. */
  readonly variableReferences: Map<string, Set<string>>;
}

/** The state that a part of the definition belongs to. */
export interface StatePlace {
  /** Empty for what belongs to the machine itself. */
  readonly name: string;
  readonly type: StateType | undefined;
  readonly pointer: string;
  readonly queryLanguage: QueryLanguage;
}

/** An object of the definition and its place. */
export interface DefinitionNode {
  readonly value: JsonObject;
  /** Empty for the definition itself. */
  readonly pointer: string;
  readonly state: StatePlace;
  readonly findings: Findings;
}

export function pointerTo({ pointer }: DefinitionNode, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The place within its state, as failures of queries name it: `Choices[0]/Condition`. */
export function locationOf({ pointer, state }: DefinitionNode): string {
  return pointer
    .slice(state.pointer.length + 1)
    .replace(/\/(\d+)(?=\/|$)/g, '[$1]')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}

/** Notes that the node's state refers to variables. */
export function noteReferences({ findings, state }: DefinitionNode, names: Iterable<string>): void {
  const { variableReferences } = findings;
  for (const name of names) {
    const known = variableReferences.get(state.name) ?? new Set();
    variableReferences.set(state.name, known.add(name));
  }
}

export function report(
  { findings }: DefinitionNode,
  pointer: string,
  message: string,
  code: ProblemCode = 'SCHEMA_VALIDATION_FAILED',
): void {
  const text = `${pointer} ${message}`;
  if (findings.known.has(text)) return;
  findings.known.add(text);
  findings.problems.push({ pointer, code, message });
}

export function reportUnsupported(node: DefinitionNode, pointer: string, message: string): void {
  node.findings.unsupported.push({ pointer, message });
}

export function requireFields(node: DefinitionNode, keys: readonly string[]): void {
  const missing = keys.filter((key) => propertyOf(node.value, key) === undefined);
  if (missing.length > 0) {
    report(node, node.pointer || '/', `These fields are required: [${missing.join(', ')}]`);
  }
}

export function allowFields(node: DefinitionNode, allowed: ReadonlySet<string>): void {
  for (const key of Object.keys(node.value)) {
    if (!allowed.has(key)) report(node, pointerTo(node, key), 'Field is not supported');
  }
}

/** Reports when the object has more than one of the fields. */
export function allowOneOf(node: DefinitionNode, keys: readonly string[]): void {
  const present = keys.filter((key) => propertyOf(node.value, key) !== undefined);
  if (present.length > 1) {
    report(node, node.pointer, `Only one of these fields is allowed: [${present.join(', ')}]`);
  }
}

export function stringField(node: DefinitionNode, key: string): string | undefined {
  const value = propertyOf(node.value, key);
  if (value === undefined || typeof value === 'string') return value;
  report(node, pointerTo(node, key), 'Expected value of type String');
  return undefined;
}

export function booleanField(node: DefinitionNode, key: string): boolean | undefined {
  const value = propertyOf(node.value, key);
  if (value === undefined || typeof value === 'boolean') return value;
  report(node, pointerTo(node, key), 'Expected value of type Boolean');
  return undefined;
}

interface Range {
  readonly min: number;
  readonly max?: number;
}

export function integerField(node: DefinitionNode, key: string, range: Range): number | undefined {
  const value = propertyOf(node.value, key);
  if (value === undefined || (isJsonNumber(value) && Number.isInteger(Number(value)))) {
    return numberField(node, key, range);
  }
  report(node, pointerTo(node, key), 'Expected value of type Integer');
  return undefined;
}

export function numberField(
  node: DefinitionNode,
  key: string,
  { min, max = Number.POSITIVE_INFINITY }: Range,
): number | undefined {
  const value = propertyOf(node.value, key);
  if (value === undefined) return undefined;
  const number = isJsonNumber(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  report(node, pointerTo(node, key), rangeMessage(number, min, max));
  return undefined;
}

function rangeMessage(found: number, min: number, max: number): string {
  if (Number.isNaN(found)) return 'Expected value of type Number';
  const expected = found < min ? `at least ${min}` : `at most ${max}`;
  return `Value should be ${expected}, got ${found}`;
}

/** The object under the key; anything else is reported. */
export function objectField(node: DefinitionNode, key: string): DefinitionNode | undefined {
  const value = propertyOf(node.value, key);
  if (value === undefined) return undefined;
  return objectNode(node, value, pointerTo(node, key));
}

/** The objects of the array under the key; anything else is reported. */
export function objectArrayField(node: DefinitionNode, key: string): DefinitionNode[] {
  const place = { ...node, pointer: pointerTo(node, key) };
  return arrayField(node, key).flatMap(
    (item, index) => objectNode(node, item, pointerTo(place, index)) ?? [],
  );
}

export function stringArrayField(node: DefinitionNode, key: string): string[] {
  const place = { ...node, pointer: pointerTo(node, key) };
  return arrayField(node, key).flatMap((item, index) => {
    if (typeof item === 'string') return [item];
    report(node, pointerTo(place, index), 'Expected value of type String');
    return [];
  });
}

export function requireNonEmpty(node: DefinitionNode, key: string): void {
  const value = propertyOf(node.value, key);
  if (Array.isArray(value) && value.length === 0) {
    report(node, pointerTo(node, key), 'Value cannot be empty');
  }
}

function arrayField(node: DefinitionNode, key: string): JsonArray {
  const value = propertyOf(node.value, key);
  if (Array.isArray(value)) return value;
  if (value !== undefined) report(node, pointerTo(node, key), 'Expected value of type Array');
  return [];
}

function objectNode(
  node: DefinitionNode,
  value: JsonValue,
  pointer: string,
): DefinitionNode | undefined {
  if (isJsonObject(value)) return { ...node, value, pointer };
  report(node, pointer, 'Expected value of type Object');
  return undefined;
}
