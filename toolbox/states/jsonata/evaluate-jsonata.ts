import { isJsonNumber, type JsonObject, type JsonValue, stringifyJson } from '../../shared/json.ts';
import type { JsonDocument } from '../../shared/json-document.ts';
import { contextObject, type StateVisit, stateError } from '../context-object.ts';
import type { Eventual } from '../eventual.ts';
import type { StatesError } from '../states-error.ts';
import { lookUpVariable } from '../variables.ts';
import { BOUNDS, createBounds } from './evaluation-bounds.ts';
import type { JsonataExpression } from './jsonata-expression.ts';
import { SOURCES } from './jsonata-functions.ts';
import { memberAt } from './member-path.ts';
import { WHOLE_STATES } from './names-in-expression.ts';
import { fromPlainValue, toPlainValue } from './plain-value.ts';

/** What an output is made of, by its name in `$states`; `input` is there always. */
export type OutputSource = 'input' | 'result' | 'errorOutput';

/** What an expression can see. */
export interface JsonataScope {
  readonly visit: StateVisit;
  readonly source: OutputSource;
  /** What the source stands for. */
  readonly data: JsonDocument;
}

/** @throws StatesError States.QueryEvaluationError when the expression fails or returns nothing */
export function evaluateJsonata(
  expression: JsonataExpression,
  scope: JsonataScope,
): Eventual<JsonValue> {
  const member = memberOf(expression, scope);
  if (member === undefined || member === 'array') return compute(expression, scope);
  return definedValue(expression, member.value, scope.visit);
}

/**
 * The error of a field whose expression cannot be evaluated, or gives what the field cannot hold; the event
 * EvaluationFailed is recorded.
 *
 * @param location - undefined when the failure is of no single field
 */
export function failEvaluation(
  visit: StateVisit,
  reason: string,
  location: string | undefined,
): StatesError {
  const error = stateError(visit, reason, 'States.QueryEvaluationError');
  visit.onEvaluationFailed(error, location);
  return error;
}

/** @param expected - `array`, `boolean`, `number`, `object` or `string` */
export function unexpectedType(
  { source, location }: JsonataExpression,
  expected: string,
  value: JsonValue,
  visit: StateVisit,
): StatesError {
  return failEvaluation(
    visit,
    `The JSONata expression '${source}' specified for the field '${location}' returned an unexpected result type. Expected '${expected}', but was '${typeName(value)}' for value: ${stringifyJson(value)}`,
    location,
  );
}

function typeName(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return isJsonNumber(value) ? 'number' : typeof value;
}

/** The member that the expression names; undefined when it has to be computed. */
function memberOf({ memberPath }: JsonataExpression, scope: JsonataScope) {
  if (memberPath === undefined) return undefined;
  const { variable, names } = memberPath;
  if (variable !== 'states') {
    const value = lookUpVariable(scope.visit.variables, variable)?.value;
    return value === undefined ? undefined : memberAt(value, names);
  }
  const [first, ...rest] = names;
  if (first === scope.source) return memberAt(scope.data.value, rest);
  if (first === 'input') return memberAt(scope.visit.input.value, rest);
  return first === 'context' ? memberAt(contextObject(scope.visit), rest) : undefined;
}

async function compute(expression: JsonataExpression, scope: JsonataScope): Promise<JsonValue> {
  const { visit } = scope;
  let result: JsonValue | undefined;
  try {
    const { compiled } = expression;
    result = fromPlainValue(await compiled.evaluate(undefined, bindingsOf(expression, scope)));
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    throw failEvaluation(
      visit,
      `The JSONata expression '${expression.source}' specified for the field '${expression.location}' threw an error during evaluation. ${code === undefined ? '' : `${code}: `}${message}`,
      expression.location,
    );
  }
  return definedValue(expression, result, visit);
}

function definedValue(
  { source, location }: JsonataExpression,
  value: JsonValue | undefined,
  visit: StateVisit,
): JsonValue {
  if (value !== undefined) return value;
  throw failEvaluation(
    visit,
    `The JSONata expression '${source}' specified for the field '${location}' returned nothing (undefined).`,
    location,
  );
}

function bindingsOf({ names }: JsonataExpression, scope: JsonataScope) {
  const { visit } = scope;
  const bindings: Record<string, unknown> = {
    [BOUNDS]: createBounds(),
    [SOURCES]: { random: visit.random, uuid: visit.uuid },
  };
  for (const name of names.references) {
    const variable = lookUpVariable(visit.variables, name);
    if (variable !== undefined) bindings[name] = toPlainValue(variable.value);
  }
  if (names.references.has('states')) bindings['states'] = statesOf(names.statesMembers, scope);
  return bindings;
}

/** `$states`, as far as the expression looks into it. */
function statesOf(members: ReadonlySet<string>, { visit, source, data }: JsonataScope): JsonObject {
  const states: JsonObject = {};
  const uses = (name: string): boolean => members.has(name) || members.has(WHOLE_STATES);
  if (uses('input')) states['input'] = toPlainValue(visit.input.value);
  if (uses('context')) states['context'] = toPlainValue(contextObject(visit));
  if (source !== 'input' && uses(source)) states[source] = toPlainValue(data.value);
  return states;
}
