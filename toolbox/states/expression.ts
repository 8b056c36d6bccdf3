import type { JsonValue } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import { evaluateJsonPath } from '../shared/jsonpath/evaluate-json-path.ts';
import type { JsonPath } from '../shared/jsonpath/json-path.ts';
import { contextObject, type StateVisit, stateError } from './context-object.ts';
import { INTRINSIC_FUNCTIONS, type IntrinsicFunctionName } from './intrinsic-functions.ts';
import { IntrinsicError } from './intrinsics/intrinsic-function.ts';
import { lookUpVariable } from './variables.ts';

/** What a field that ends in `.$` or `Path` may hold. */
export type Expression = PathExpression | IntrinsicCall;

export interface PathExpression {
  readonly kind: 'path';
  /** As written, `$$` of a context path included. */
  readonly source: string;
  readonly root: 'data' | 'context' | 'variable';
  /** The name of the variable without `$`; empty for the other roots. */
  readonly variable: string;
  readonly path: JsonPath;
}

export interface IntrinsicCall {
  readonly kind: 'call';
  readonly source: string;
  readonly name: IntrinsicFunctionName;
  readonly arguments: readonly (Expression | Literal)[];
}

export interface Literal {
  readonly kind: 'literal';
  readonly value: JsonValue;
  /** Of a string: its pieces between the `{}` that are not escaped. */
  readonly formatPieces?: readonly string[];
}

/**
 * @returns undefined when a path finds nothing
 * @throws StatesError when an intrinsic function fails, or one of its arguments is a path that finds nothing
 */
export function evaluateExpression(
  expression: Expression,
  data: JsonDocument,
  visit: StateVisit,
): JsonValue | undefined {
  if (expression.kind === 'call') return evaluateCall(expression, data, visit);
  const root = rootOf(expression, data, visit);
  return root === undefined ? undefined : evaluatePath(expression, root, visit);
}

function evaluatePath(
  { path, source }: PathExpression,
  root: JsonValue,
  visit: StateVisit,
): JsonValue | undefined {
  try {
    return evaluateJsonPath(path, root);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw stateError(visit, `The path '${source}' cannot be evaluated: ${error.message}`);
  }
}

/** What a path starts from; undefined for a variable that has not been assigned. */
export function rootOf(
  { root, variable }: PathExpression,
  data: JsonDocument,
  visit: StateVisit,
): JsonValue | undefined {
  switch (root) {
    case 'data':
      return data.value;
    case 'context':
      return contextObject(visit);
    case 'variable':
      return lookUpVariable(visit.variables, variable)?.value;
  }
}

function evaluateCall(call: IntrinsicCall, data: JsonDocument, visit: StateVisit): JsonValue {
  const values = call.arguments.map((argument) => {
    if (argument.kind === 'literal') return argument.value;
    const value = evaluateExpression(argument, data, visit);
    if (value === undefined) {
      throw stateError(
        visit,
        `The function '${call.source}' had the following error: The JsonPath argument for the field '${argument.source}' could not be found in the input '${data.text}'`,
      );
    }
    return value;
  });
  const template = call.arguments[0];
  const formatPieces = template?.kind === 'literal' ? template.formatPieces : undefined;
  try {
    return INTRINSIC_FUNCTIONS[call.name].evaluate(values, {
      random: visit.random,
      uuid: visit.uuid,
      formatPieces,
    });
  } catch (error) {
    // Values that nest too deep for a function exhaust the stack.
    if (!(error instanceof IntrinsicError || error instanceof RangeError)) throw error;
    throw stateError(
      visit,
      `The function '${call.source}' had the following error: ${error.message}`,
      'States.IntrinsicFailure',
    );
  }
}
