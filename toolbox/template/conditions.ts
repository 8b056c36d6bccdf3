import { stringifyJson } from '../shared/json.ts';
import type { Position } from '../shared/problem.ts';
import { isMapping, scalarText, type TemplateNode, toJson } from './nodes.ts';
import type { IntrinsicFunction, Resource, Scope } from './scope.ts';

/** Evaluates the conditions of a template by name, each once. */
export function conditionEvaluator(): (name: string, position: Position, scope: Scope) => boolean {
  const values = new Map<string, boolean>();
  const open = new Set<string>();
  return (name, position, scope) => {
    const known = values.get(name);
    if (known !== undefined) return known;
    const section = scope.conditions;
    const expression = isMapping(section) ? section.entries.get(name)?.value : undefined;
    if (expression === undefined) {
      const message = `"${name}" is no condition of the template: declare it under Conditions`;
      scope.problems.error(position, 'unknown-condition', message);
      return false;
    }
    if (open.has(name)) {
      const message = `the conditions ${[...open, name].join(' → ')} refer to each other`;
      scope.problems.error(position, 'circular-reference', message);
      return false;
    }
    open.add(name);
    const value = isTrue(expression, scope);
    open.delete(name);
    values.set(name, value);
    return value;
  };
}

/** Whether a resource's condition, if it has one, is true. */
export function isCreated({ conditionName, position }: Resource, scope: Scope): boolean {
  return conditionName === undefined || scope.isConditionTrue(conditionName, position);
}

/** `Fn::If`: the second or the third member, by the condition that the first one names. */
export const fnIf: IntrinsicFunction = ({ argument, position }, scope) => {
  const [condition, whenTrue, whenFalse, ...more] =
    argument.kind === 'sequence' ? argument.items : [];
  const name = scalarText(condition);
  if (name === undefined || whenTrue === undefined || whenFalse === undefined || more.length > 0) {
    const message = 'Fn::If needs a list of a condition name, a value if true and a value if false';
    scope.problems.error(position, 'invalid-intrinsic', message);
    return undefined;
  }
  return scope.resolve(scope.isConditionTrue(name, position) ? whenTrue : whenFalse);
};

function isTrue(expression: TemplateNode, scope: Scope): boolean {
  const [name, entry] = isMapping(expression) ? ([...expression.entries][0] ?? []) : [];
  const operands = entry?.value.kind === 'sequence' ? entry.value.items : [];
  switch (name) {
    case 'Condition':
      return scope.isConditionTrue(scalarText(entry?.value) ?? '', expression.position);
    case 'Fn::And':
      return operands.map((operand) => isTrue(operand, scope)).every(Boolean);
    case 'Fn::Or':
      return operands.map((operand) => isTrue(operand, scope)).some(Boolean);
    case 'Fn::Not':
      return operands.length === 1 && operands[0] !== undefined && !isTrue(operands[0], scope);
    case 'Fn::Equals':
      if (operands.length === 2) return textOf(operands[0], scope) === textOf(operands[1], scope);
  }
  const message =
    'a condition has to be Fn::Equals with two values, Fn::And, Fn::Or, Fn::Not or Condition';
  scope.problems.error(expression.position, 'invalid-condition', message);
  return false;
}

function textOf(operand: TemplateNode | undefined, scope: Scope): string | undefined {
  const resolved = operand === undefined ? undefined : scope.resolve(operand);
  if (resolved === undefined) return undefined;
  return scalarText(resolved) ?? stringifyJson(toJson(resolved));
}
