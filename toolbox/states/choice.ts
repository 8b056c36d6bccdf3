import type { JsonValue } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import type { ChoiceRule, Condition, PathRule } from './choice-rule.ts';
import { type StateVisit, stateError } from './context-object.ts';
import type { ChoiceBranch, ChoiceState } from './definition.ts';
import { type Eventual, whenReady } from './eventual.ts';
import { type Expression, evaluateExpression } from './expression.ts';
import { evaluateJsonata, unexpectedType } from './jsonata/evaluate-jsonata.ts';
import { type Step, stepTo } from './step.ts';

/**
 * Goes on with the first rule that holds, else with Default.
 *
 * @param data - the effective input
 * @throws StatesError States.NoChoiceMatched without a match and a Default; when a rule cannot be evaluated
 */
export function executeChoice(
  state: ChoiceState,
  data: JsonDocument,
  visit: StateVisit,
): Eventual<Step> {
  return whenReady(firstMatch(state.Choices, data, visit), (match): Eventual<Step> => {
    const next = match?.Next ?? state.Default;
    if (next !== undefined) return stepTo(next, match?.flow ?? state.flow, 'input', data, visit);
    throw stateError(
      visit,
      'Failed to transition out of the state. The state does not point to a next state.',
      'States.NoChoiceMatched',
    );
  });
}

function firstMatch(
  branches: readonly ChoiceBranch[],
  data: JsonDocument,
  visit: StateVisit,
  from = 0,
): Eventual<ChoiceBranch | undefined> {
  for (let index = from; index < branches.length; index += 1) {
    const branch = branches[index] as ChoiceBranch;
    const holds = evaluateRule(branch.rule, data, visit);
    if (holds instanceof Promise) {
      return holds.then((itHolds) =>
        itHolds ? branch : firstMatch(branches, data, visit, index + 1),
      );
    }
    if (holds) return branch;
  }
  return undefined;
}

function evaluateRule(rule: ChoiceRule, data: JsonDocument, visit: StateVisit): Eventual<boolean> {
  return rule.kind === 'condition'
    ? evaluateCondition(rule, data, visit)
    : evaluatePathRule(rule, data, visit);
}

function evaluateCondition(
  { condition }: Condition,
  data: JsonDocument,
  visit: StateVisit,
): Eventual<boolean> {
  if (typeof condition === 'boolean') return condition;
  return whenReady(evaluateJsonata(condition, { visit, source: 'input', data }), (value) => {
    if (typeof value === 'boolean') return value;
    throw unexpectedType(condition, 'boolean', value, visit);
  });
}

function evaluatePathRule(rule: PathRule, data: JsonDocument, visit: StateVisit): boolean {
  switch (rule.kind) {
    case 'and':
      return rule.rules.every((inner) => evaluatePathRule(inner, data, visit));
    case 'or':
      return rule.rules.some((inner) => evaluatePathRule(inner, data, visit));
    case 'not':
      return !evaluatePathRule(rule.rule, data, visit);
    case 'isPresent':
      return (evaluateExpression(rule.variable, data, visit) !== undefined) === rule.expected;
    case 'comparison': {
      const value = valueAt(rule.variable, data, visit);
      const { operand } = rule;
      return rule.compare(
        value,
        'path' in operand ? valueAt(operand.path, data, visit) : operand.value,
      );
    }
  }
}

function valueAt(path: Expression, data: JsonDocument, visit: StateVisit): JsonValue {
  const value = evaluateExpression(path, data, visit);
  if (value !== undefined) return value;
  throw stateError(
    visit,
    `Invalid path '${path.source}': The choice state's condition path references an invalid value.`,
  );
}
