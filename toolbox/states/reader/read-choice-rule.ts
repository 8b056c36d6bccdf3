import { isJsonNumber, type JsonValue, propertyOf } from '../../shared/json.ts';
import type { Condition, PathRule } from '../choice-rule.ts';
import { comparisonNamed } from '../comparison.ts';
import { parseTimestamp } from '../timestamp.ts';
import {
  allowFields,
  booleanField,
  type DefinitionNode,
  objectArrayField,
  objectField,
  pointerTo,
  report,
  requireFields,
  requireNonEmpty,
} from './definition-node.ts';
import { pathField, valueField } from './read-expressions.ts';

/** Fields of a rule that are no operator. */
const PLAIN_FIELDS: ReadonlySet<string> = new Set(['Variable', 'Next', 'Comment', 'Assign']);
const CONDITION_FIELDS: ReadonlySet<string> = new Set([
  'Condition',
  'Next',
  'Comment',
  'Assign',
  'Output',
]);

/** Reads a rule of a JSONata state. */
export function readCondition(node: DefinitionNode): Condition | undefined {
  allowFields(node, CONDITION_FIELDS);
  requireFields(node, ['Condition']);
  const condition = valueField(node, 'Condition', booleanField);
  if (condition === undefined) return undefined;
  // Only JSONPath states have other expressions.
  return typeof condition === 'boolean' || condition.kind === 'jsonata'
    ? { kind: 'condition', condition }
    : undefined;
}

/**
 * Reads a rule of a JSONPath state.
 *
 * @returns undefined when something is wrong, which the findings then hold
 */
export function readChoiceRule(node: DefinitionNode): PathRule | undefined {
  const operators = Object.keys(node.value).filter((key) => !PLAIN_FIELDS.has(key));
  const [operator] = operators;
  if (operator === undefined || operators.length > 1) {
    const found = operators.length === 0 ? 'none' : `[${operators.join(', ')}]`;
    report(node, node.pointer, `A rule should have exactly one operator, found ${found}`);
    return undefined;
  }
  switch (operator) {
    case 'And':
    case 'Or':
      return readBooleanExpression(node, operator);
    case 'Not': {
      const inner = objectField(node, 'Not');
      const rule = inner && readInnerRule(inner);
      return rule && { kind: 'not', rule };
    }
    default:
      return readDataTest(node, operator);
  }
}

function readBooleanExpression(node: DefinitionNode, operator: 'And' | 'Or'): PathRule | undefined {
  requireNonEmpty(node, operator);
  const inner = objectArrayField(node, operator).map(readInnerRule);
  const rules = inner.filter((rule) => rule !== undefined);
  if (rules.length < inner.length) return undefined;
  return { kind: operator === 'And' ? 'and' : 'or', rules };
}

/** Only a rule of the state itself leads somewhere. */
function readInnerRule(node: DefinitionNode): PathRule | undefined {
  if (propertyOf(node.value, 'Next') !== undefined) {
    report(node, pointerTo(node, 'Next'), 'Field is not supported');
  }
  return readChoiceRule(node);
}

function readDataTest(node: DefinitionNode, operator: string): PathRule | undefined {
  requireFields(node, ['Variable']);
  const variable = pathField(node, 'Variable');
  if (operator === 'IsPresent') {
    const expected = booleanField(node, operator);
    if (variable === undefined || expected === undefined) return undefined;
    return { kind: 'isPresent', variable, expected };
  }
  const compare = comparisonNamed(operator);
  if (compare !== undefined) {
    const value = readOperand(node, operator);
    if (variable === undefined || value === undefined) return undefined;
    return { kind: 'comparison', variable, compare, operand: { value } };
  }
  const comparePath = comparisonNamed(operator.replace(/Path$/, ''));
  if (comparePath === undefined || !HAS_PATH_FORM.test(operator)) {
    report(node, pointerTo(node, operator), 'Field is not supported');
    return undefined;
  }
  const path = pathField(node, operator);
  if (variable === undefined || path === undefined) return undefined;
  return { kind: 'comparison', variable, compare: comparePath, operand: { path } };
}

const HAS_PATH_FORM = /^(?!Is|StringMatches).*Path$/;

interface OperandType {
  readonly operators: RegExp;
  readonly accepts: (operand: JsonValue) => boolean;
  readonly message: string;
}

const OPERAND_TYPES: readonly OperandType[] = [
  {
    operators: /^String/,
    accepts: (operand) => typeof operand === 'string',
    message: 'Expected value of type String',
  },
  {
    operators: /^Numeric/,
    accepts: isJsonNumber,
    message: 'Expected value of type Number',
  },
  {
    operators: /^(Boolean|Is)/,
    accepts: (operand) => typeof operand === 'boolean',
    message: 'Expected value of type Boolean',
  },
  {
    operators: /^Timestamp/,
    accepts: (operand) => typeof operand === 'string' && parseTimestamp(operand) !== undefined,
    message: 'String does not match RFC3339 timestamp',
  },
];

function readOperand(node: DefinitionNode, operator: string): JsonValue | undefined {
  const operand = propertyOf(node.value, operator) as JsonValue;
  const type = OPERAND_TYPES.find(({ operators }) => operators.test(operator));
  if (type?.accepts(operand)) return operand;
  report(node, pointerTo(node, operator), type?.message ?? 'Field is not supported');
  return undefined;
}
