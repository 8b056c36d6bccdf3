import { isJsonObject, type JsonObject, type JsonValue, propertyOf } from '../../shared/json.ts';
import { compilePattern, matchesPattern } from '../../shared/policy-pattern.ts';

export type PolicyOutcome = 'allow' | 'explicit-deny' | 'implicit-deny';

/**
 * What an authorizer's policy says about a call: a Deny that matches wins, and nobody may call
 * without an Allow.
 *
 * @see "Output from an API Gateway Lambda authorizer" (API Gateway Developer Guide)
 */
export function evaluatePolicy(policyDocument: JsonValue, methodArn: string): PolicyOutcome {
  if (matchingStatement(policyDocument, methodArn, 'Deny') !== -1) return 'explicit-deny';
  return matchingStatement(policyDocument, methodArn, 'Allow') === -1 ? 'implicit-deny' : 'allow';
}

/** The index of the first statement of the effect that matches the call; -1 when none does. */
export function matchingStatement(
  policyDocument: JsonValue,
  methodArn: string,
  effect: 'Allow' | 'Deny',
): number {
  return statementsOf(policyDocument).findIndex(
    (statement) =>
      propertyOf(statement, 'Effect') === effect &&
      elementMatches(statement, 'Action', 'execute-api:invoke') &&
      elementMatches(statement, 'Resource', methodArn) &&
      conditionHolds(statement, effect),
  );
}

/** One statement need not stand in a list. */
export function statementsOf(policyDocument: JsonValue): readonly JsonObject[] {
  const statement = isJsonObject(policyDocument) && propertyOf(policyDocument, 'Statement');
  return (Array.isArray(statement) ? statement : [statement]).filter(isJsonObject);
}

/** A statement with neither the element nor its negation matches nothing. */
function elementMatches(
  statement: JsonObject,
  element: 'Action' | 'Resource',
  text: string,
): boolean {
  const named = propertyOf(statement, element);
  if (named !== undefined) return oneMatches(named, element, text);
  const excluded = propertyOf(statement, `Not${element}`);
  return excluded !== undefined && !oneMatches(excluded, element, text);
}

/** IAM does not tell upper case from lower case in actions. */
function oneMatches(patterns: JsonValue, element: 'Action' | 'Resource', text: string): boolean {
  return (Array.isArray(patterns) ? patterns : [patterns]).some(
    (pattern) =>
      typeof pattern === 'string' &&
      matchesPattern(compilePattern(element === 'Action' ? pattern.toLowerCase() : pattern), text),
  );
}

/** Local runtime: conditions are not evaluated; an Allow with one matches nothing, a Deny does. */
function conditionHolds(statement: JsonObject, effect: 'Allow' | 'Deny'): boolean {
  const condition = propertyOf(statement, 'Condition');
  const isConditional = isJsonObject(condition) && Object.keys(condition).length > 0;
  return !isConditional || effect === 'Deny';
}
