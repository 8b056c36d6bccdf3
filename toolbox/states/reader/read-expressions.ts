import { propertyOf } from '../../shared/json.ts';
import type { DataPath, JsonPathFlow, Seconds, ValueExpression } from '../definition.ts';
import type { Expression, Literal } from '../expression.ts';
import { type JsonataExpression, jsonataSource } from '../jsonata/jsonata-expression.ts';
import { ExpressionError, parseExpression } from '../parse-expression.ts';
import { parseReferencePath } from '../reference-path.ts';
import {
  allowOneOf,
  type DefinitionNode,
  integerField,
  noteReferences,
  pointerTo,
  report,
  stringField,
} from './definition-node.ts';
import { readJsonata } from './read-jsonata.ts';

/** Spec: at most 99,999,999 seconds, about three years. */
export const MAX_SECONDS = 99_999_999;
const INVALID_PATH = 'Value is not a valid JSONPath';

/** Parses a path or a call of an intrinsic function; a fault is reported at the pointer with the message. */
export function readExpression(
  node: DefinitionNode,
  text: string,
  pointer: string,
  message: string,
): Expression | undefined {
  try {
    const expression = parseExpression(text);
    noteReferences(node, variablesOf(expression));
    return expression;
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    report(node, pointer, message);
    return undefined;
  }
}

function variablesOf(expression: Expression | Literal): string[] {
  if (expression.kind === 'call') return expression.arguments.flatMap(variablesOf);
  return expression.kind === 'path' && expression.root === 'variable' ? [expression.variable] : [];
}

/** A field that holds a path or an intrinsic function. */
export function expressionField(node: DefinitionNode, key: string): Expression | undefined {
  const text = stringField(node, key);
  if (text === undefined) return undefined;
  return readExpression(node, text, pointerTo(node, key), INVALID_PATH);
}

/** A field that holds a path and nothing else. */
export function pathField(node: DefinitionNode, key: string): Expression | undefined {
  const expression = expressionField(node, key);
  if (expression?.kind !== 'call') return expression;
  report(node, pointerTo(node, key), INVALID_PATH);
  return undefined;
}

/** A field of a JSONata state that holds a string `{% %}`; undefined when it holds anything else. */
export function jsonataField(node: DefinitionNode, key: string): JsonataExpression | undefined {
  const value = propertyOf(node.value, key);
  const source = typeof value === 'string' ? jsonataSource(value) : undefined;
  if (source === undefined) return undefined;
  return readJsonata({ ...node, pointer: pointerTo(node, key) }, source);
}

type FieldReader<T> = (node: DefinitionNode, key: string) => T | undefined;

/**
 * A field that holds its value, or what stands for it: in JSONPath states the field with `Path` behind its name, in
 * JSONata states a string `{% %}`.
 */
export function valueField<T>(
  node: DefinitionNode,
  key: string,
  readValue: FieldReader<T>,
  readPath: FieldReader<Expression> = pathField,
): T | ValueExpression | undefined {
  if (node.state.queryLanguage === 'JSONPath') {
    allowOneOf(node, [key, `${key}Path`]);
    return readValue(node, key) ?? readPath(node, `${key}Path`);
  }
  const value = propertyOf(node.value, key);
  return typeof value === 'string' && jsonataSource(value) !== undefined
    ? jsonataField(node, key)
    : readValue(node, key);
}

/** `TimeoutSeconds` and the like. */
export function secondsField(node: DefinitionNode, key: string): Seconds | undefined {
  return valueField(node, key, () => integerField(node, key, { min: 1, max: MAX_SECONDS }));
}

/** InputPath and OutputPath. */
export function dataPathField(node: DefinitionNode, key: string): DataPath {
  if (propertyOf(node.value, key) === null) return null;
  const path = pathField(node, key);
  return path?.source === '$' ? undefined : path;
}

export function resultPathField(node: DefinitionNode): JsonPathFlow['ResultPath'] {
  if (propertyOf(node.value, 'ResultPath') === null) return null;
  const text = stringField(node, 'ResultPath');
  if (text === undefined) return undefined;
  const path = parseReferencePath(text);
  if (path === undefined) {
    report(node, pointerTo(node, 'ResultPath'), 'Value is not a valid Reference Path');
  }
  return path?.steps.length === 0 ? undefined : path;
}
