import type { MatchBudget } from '../java-pattern/java-pattern.ts';
import { isJsonNumber, isJsonObject, type JsonValue, keysOf, stringifyJson } from '../json.ts';
import type { Filter, FilterOperand, FilterOperator, JsonPath } from './json-path.ts';

/** What an evaluation works on. */
export interface PathScope {
  /** What `$` stands for. */
  readonly root: JsonValue;
  /** What the evaluation may still cost. */
  readonly budget: MatchBudget;
}

/** What comparing two values costs against a step of a regular expression. */
const COMPARISON_STEPS = 4;

/** @throws RangeError when the budget is spent */
export function spend({ budget }: PathScope, steps: number): void {
  budget.stepsLeft -= steps;
  if (budget.stepsLeft < 0) {
    throw new RangeError('The JSONPath takes too many steps: name what it looks for');
  }
}

interface FilterScope extends PathScope {
  /** What `@` stands for. */
  readonly item: JsonValue;
}

/** Evaluates a path; given as an argument because paths and filters contain each other. */
type EvaluatePath = (path: JsonPath, start: JsonValue, scope: PathScope) => JsonValue | undefined;

/** Tells whether the item passes the filter. */
export function acceptsItem(filter: Filter, scope: FilterScope, evaluate: EvaluatePath): boolean {
  switch (filter.kind) {
    case 'or':
      return (
        acceptsItem(filter.left, scope, evaluate) || acceptsItem(filter.right, scope, evaluate)
      );
    case 'and':
      return (
        acceptsItem(filter.left, scope, evaluate) && acceptsItem(filter.right, scope, evaluate)
      );
    case 'not':
      return !acceptsItem(filter.filter, scope, evaluate);
    case 'exists':
      return exists(filter.operand, scope, evaluate);
    case 'comparison': {
      const left = operandValue(filter.left, scope, evaluate);
      const { operator, right } = filter;
      if (operator === '=~') {
        return (
          right.kind === 'pattern' &&
          typeof left === 'string' &&
          right.pattern.matches(left, scope.budget)
        );
      }
      const value = operandValue(right, scope, evaluate);
      spend(scope, COMPARISON_STEPS * lengthOf(left) * lengthOf(value));
      return COMPARISONS[operator](left, value);
    }
  }
}

/** A path exists when it finds something, be it null; an indefinite one always gives a list. */
function exists(operand: FilterOperand, scope: FilterScope, evaluate: EvaluatePath): boolean {
  if (operand.kind === 'path') return operandValue(operand, scope, evaluate) !== undefined;
  return operand.kind === 'literal' && operand.value === true;
}

function operandValue(
  operand: FilterOperand,
  scope: FilterScope,
  evaluate: EvaluatePath,
): JsonValue | undefined {
  switch (operand.kind) {
    case 'literal':
      return operand.value;
    case 'pattern':
      return undefined;
    case 'path':
      return evaluate(operand.path, operand.origin === 'item' ? scope.item : scope.root, scope);
  }
}

function lengthOf(value: JsonValue | undefined): number {
  return Array.isArray(value) ? value.length : 1;
}

type Comparison = (left: JsonValue | undefined, right: JsonValue | undefined) => boolean;

const COMPARISONS: Readonly<Record<Exclude<FilterOperator, '=~'>, Comparison>> = {
  '==': isEqual,
  '!=': (left, right) => !isEqual(left, right),
  '<': (left, right) => compare(left, right) < 0,
  '<=': (left, right) => compare(left, right) <= 0,
  '>': (left, right) => compare(left, right) > 0,
  '>=': (left, right) => compare(left, right) >= 0,
  in: (left, right) => includes(right, left),
  nin: (left, right) => !includes(right, left),
  subsetof: (left, right) => Array.isArray(left) && left.every((item) => includes(right, item)),
  anyof: (left, right) => Array.isArray(left) && left.some((item) => includes(right, item)),
  noneof: (left, right) => Array.isArray(left) && !left.some((item) => includes(right, item)),
  size: (left, right) => isEqual(sizeOf(left), right),
  empty: (left, right) => isEqual(sizeOf(left) === 0, right),
  contains: (left, right) =>
    typeof left === 'string'
      ? typeof right === 'string' && left.includes(right)
      : includes(left, right),
};

/** Jayway takes a number and a string as equal when their texts are. */
function isEqual(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (isJsonNumber(left) && isJsonNumber(right)) return Number(left) === Number(right);
  if (isJsonNumber(left) && typeof right === 'string') return String(left) === right;
  if (typeof left === 'string' && isJsonNumber(right)) return left === String(right);
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => isEqual(item, right[index]));
  }
  if (isJsonObject(left) && isJsonObject(right)) {
    const isAsLarge = keysOf(left).length === keysOf(right).length;
    return isAsLarge && stringifyJson(left) === stringifyJson(right);
  }
  return left === right;
}

/** Orders two numbers or two strings; NaN, which no comparison accepts, for anything else. */
function compare(left: JsonValue | undefined, right: JsonValue | undefined): number {
  if (isJsonNumber(left) && isJsonNumber(right)) return Number(left) - Number(right);
  if (typeof left !== 'string' || typeof right !== 'string') return Number.NaN;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function includes(list: JsonValue | undefined, value: JsonValue | undefined): boolean {
  return Array.isArray(list) && list.some((item) => isEqual(item, value));
}

function sizeOf(value: JsonValue | undefined): number | undefined {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isJsonObject(value) ? keysOf(value).length : undefined;
}
