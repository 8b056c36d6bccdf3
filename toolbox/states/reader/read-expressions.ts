import { isJsonObject, type JsonValue, keysOf, propertyOf } from '../../shared/json.ts';
import type { DataPath, ResultPlacement, Seconds } from '../definition.ts';
import type { Expression } from '../expression.ts';
import { ExpressionError, parseExpression, VariableReferenceError } from '../parse-expression.ts';
import type { PayloadTemplate } from '../payload-template.ts';
import { parseReferencePath } from '../reference-path.ts';
import {
  allowOneOf,
  type DefinitionNode,
  integerField,
  pointerTo,
  report,
  reportUnsupported,
  stringField,
} from './definition-node.ts';

/** Spec: at most 99,999,999 seconds, about three years. */
export const MAX_SECONDS = 99_999_999;
const INVALID_PATH = 'Value is not a valid JSONPath';
const INDEX_KEY = /^\d+$/;

/** Parses the text; a fault is reported at the pointer with the message. */
function readExpression(
  node: DefinitionNode,
  text: string,
  pointer: string,
  message: string,
): Expression | undefined {
  try {
    return parseExpression(text);
  } catch (error) {
    if (error instanceof VariableReferenceError) {
      reportUnsupported(node, pointer, `${error.message} is not supported`);
    } else if (error instanceof ExpressionError) {
      report(node, pointer, message);
    } else {
      throw error;
    }
    return undefined;
  }
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

/** InputPath and OutputPath. */
export function dataPathField(node: DefinitionNode, key: string): DataPath {
  if (propertyOf(node.value, key) === null) return null;
  const path = pathField(node, key);
  return path?.source === '$' ? undefined : path;
}

export function resultPathField(node: DefinitionNode): ResultPlacement['ResultPath'] {
  if (propertyOf(node.value, 'ResultPath') === null) return null;
  const text = stringField(node, 'ResultPath');
  if (text === undefined) return undefined;
  const path = parseReferencePath(text);
  if (path === undefined) {
    report(node, pointerTo(node, 'ResultPath'), 'Value is not a valid Reference Path');
  }
  return path?.steps.length === 0 ? undefined : path;
}

/** `TimeoutSeconds` or `TimeoutSecondsPath`, and the like. */
export function secondsField(node: DefinitionNode, key: string): Seconds | undefined {
  allowOneOf(node, [key, `${key}Path`]);
  return integerField(node, key, { min: 1, max: MAX_SECONDS }) ?? pathField(node, `${key}Path`);
}

/** Parameters and ResultSelector. */
export function templateField(node: DefinitionNode, key: string): PayloadTemplate | undefined {
  const value = propertyOf(node.value, key);
  return value === undefined ? undefined : readTemplate(node, value, pointerTo(node, key));
}

function readTemplate(node: DefinitionNode, value: JsonValue, pointer: string): PayloadTemplate {
  const place = { ...node, pointer };
  if (Array.isArray(value)) {
    const items = value.map((item, index) => readTemplate(node, item, pointerTo(place, index)));
    return isConstant(items) ? { kind: 'constant', value } : { kind: 'array', items };
  }
  if (!isJsonObject(value)) return { kind: 'constant', value };
  const members = keysOf(value).map((key) => {
    const member = value[key] as JsonValue;
    return key.endsWith('.$')
      ? { key: key.slice(0, -2), template: readDynamicField(place, key, member) }
      : { key, template: readTemplate(node, member, pointerTo(place, key)) };
  });
  if (isConstant(members.map(({ template }) => template))) return { kind: 'constant', value };
  return { kind: 'object', members, hasIndexKeys: members.some(({ key }) => INDEX_KEY.test(key)) };
}

function isConstant(templates: readonly PayloadTemplate[]): boolean {
  return templates.every(({ kind }) => kind === 'constant');
}

function readDynamicField(place: DefinitionNode, field: string, text: JsonValue): PayloadTemplate {
  const message = `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`;
  if (typeof text !== 'string') report(place, place.pointer, message);
  const expression =
    typeof text === 'string' ? readExpression(place, text, place.pointer, message) : undefined;
  // A definition with a problem is never run, nor a state with something unsupported.
  return expression === undefined
    ? { kind: 'constant', value: null }
    : { kind: 'expression', field, expression };
}
