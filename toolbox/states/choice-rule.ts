import type { JsonValue } from '../shared/json.ts';
import type { Comparison } from './comparison.ts';
import type { Expression } from './expression.ts';
import type { JsonataExpression } from './jsonata/jsonata-expression.ts';

/** A rule of a Choice state, compiled. */
export type ChoiceRule = PathRule | Condition;

/** What a rule of a JSONata state says. */
export interface Condition {
  readonly kind: 'condition';
  readonly condition: boolean | JsonataExpression;
}

/** What a rule of a JSONPath state says, with the rules inside it. */
export type PathRule =
  | { readonly kind: 'and' | 'or'; readonly rules: readonly PathRule[] }
  | { readonly kind: 'not'; readonly rule: PathRule }
  | { readonly kind: 'isPresent'; readonly variable: Expression; readonly expected: boolean }
  | {
      readonly kind: 'comparison';
      readonly variable: Expression;
      readonly compare: Comparison;
      readonly operand: { readonly value: JsonValue } | { readonly path: Expression };
    };
