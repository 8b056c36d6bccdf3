import { isJsonObject, type JsonObject, type JsonValue, propertyOf } from '../shared/json.ts';
import { compilePattern, matchesPattern, type Pattern } from '../shared/policy-pattern.ts';
import { inAnyAccount } from './any-account.ts';
import type { ArnOnAws } from './names-on-aws.ts';
import { holdsUnknownValue, replaceUnknownValues } from './unknown-values.ts';

type Effect = 'Allow' | 'Deny';
type Test = (text: string) => boolean;

/** A statement of an identity-based policy. */
export interface Statement {
  readonly effect: Effect;
  /**
   * Of an action in lower case: IAM does not tell `states:startExecution` from
   * `States:StartExecution`.
   */
  readonly matchesAction: Test;
  readonly matchesResource: Test;
  /** Its `Condition` needs what is not known here. */
  readonly isConditional: boolean;
}

/**
 * Makes a statement ready to be asked many times.
 *
 * Local runtime: what is not known here counts in favour of the caller: an unknown value matches
 * in an Allow and does not in a Deny, and an unknown effect is Allow.
 *
 * @param arnOnAws - a resource is named by its ARN here, and by the one that it would have on AWS
 * @see "IAM JSON policy element reference" (IAM User Guide)
 */
export function compileStatement(
  statement: JsonObject,
  arnOnAws: ArnOnAws = (arn) => arn,
): Statement {
  const effect = propertyOf(statement, 'Effect') === 'Deny' ? 'Deny' : 'Allow';
  const condition = propertyOf(statement, 'Condition');
  return {
    effect,
    matchesAction: elementTest(statement, 'Action', effect, {
      normalise: (text) => text.toLowerCase(),
      matches: matchesPattern,
    }),
    matchesResource: elementTest(statement, 'Resource', effect, {
      normalise: (text, unknownMatches) => (unknownMatches ? inAnyAccount(text) : text),
      matches: (pattern, arn) =>
        matchesPattern(pattern, arn) || matchesPattern(pattern, arnOnAws(arn)),
    }),
    isConditional: condition !== undefined && !isEmpty(condition),
  };
}

function isEmpty(condition: JsonValue): boolean {
  return isJsonObject(condition) && Object.keys(condition).length === 0;
}

/** How the texts of an element are compared. */
interface Comparison {
  readonly normalise: (text: string, unknownMatches: boolean) => string;
  readonly matches: (pattern: Pattern, text: string) => boolean;
}

/**
 * The test of `Action` or `NotAction`; a statement without both, which AWS refuses, matches
 * nothing.
 */
function elementTest(
  statement: JsonObject,
  element: 'Action' | 'Resource',
  effect: Effect,
  comparison: Comparison,
): Test {
  const named = propertyOf(statement, element);
  if (named !== undefined) return anyOf(named, effect === 'Allow', comparison);
  const excluded = propertyOf(statement, `Not${element}`);
  if (excluded === undefined) return () => false;
  const isExcluded = anyOf(excluded, effect === 'Deny', comparison);
  return (text) => !isExcluded(text);
}

/**
 * Tests whether one of the listed patterns matches.
 *
 * @param unknownMatches - false: a pattern that holds an unknown value matches nothing
 */
function anyOf(
  value: JsonValue,
  unknownMatches: boolean,
  { normalise, matches }: Comparison,
): Test {
  const patterns = (Array.isArray(value) ? value : [value])
    .map((entry) => (typeof entry === 'string' ? entry : ''))
    .filter((text) => unknownMatches || !holdsUnknownValue(text))
    .map((text) => compilePattern(normalise(replaceUnknownValues(text), unknownMatches)));
  return (text) => patterns.some((pattern) => matches(pattern, text));
}
