import type { JsonValue } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import type { ChoiceRule } from './choice-rule.ts';
import { type StateVisit, stateError } from './context-object.ts';
import type { ChoiceState } from './definition.ts';
import { type Expression, evaluateExpression } from './expression.ts';

/**
 * The state that a Choice state goes on with.
 *
 * @throws StatesError States.NoChoiceMatched without a match and a Default, States.Runtime when a path finds nothing
 */
export function chooseNext(state: ChoiceState, data: JsonDocument, visit: StateVisit): string {
  const match = state.Choices.find(({ rule }) => evaluateRule(rule, data, visit));
  const next = match?.Next ?? state.Default;
  if (next !== undefined) return next;
  throw stateError(
    visit,
    'Failed to transition out of the state. The state does not point to a next state.',
    'States.NoChoiceMatched',
  );
}

function evaluateRule(rule: ChoiceRule, data: JsonDocument, visit: StateVisit): boolean {
  switch (rule.kind) {
    case 'and':
      return rule.rules.every((inner) => evaluateRule(inner, data, visit));
    case 'or':
      return rule.rules.some((inner) => evaluateRule(inner, data, visit));
    case 'not':
      return !evaluateRule(rule.rule, data, visit);
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
