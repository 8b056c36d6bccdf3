import type { JsonValue } from '../shared/json.ts';
import type { Comparison } from './comparison.ts';
import type { Expression } from './expression.ts';

/** A rule of a Choice state, compiled. */
export type ChoiceRule =
  | { readonly kind: 'and' | 'or'; readonly rules: readonly ChoiceRule[] }
  | { readonly kind: 'not'; readonly rule: ChoiceRule }
  | { readonly kind: 'isPresent'; readonly variable: Expression; readonly expected: boolean }
  | {
      readonly kind: 'comparison';
      readonly variable: Expression;
      readonly compare: Comparison;
      readonly operand: { readonly value: JsonValue } | { readonly path: Expression };
    };
