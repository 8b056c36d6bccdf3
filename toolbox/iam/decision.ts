import type { RoleConfiguration } from '../template/model.ts';
import type { ArnOnAws } from './names-on-aws.ts';
import { compileStatement, type Statement } from './statement.ts';

export type Decision = 'allow' | 'explicitDeny' | 'implicitDeny';

/** What the identity-based policies of a role decide about an action with a resource. */
export type Decide = (action: string, resource: string) => Decision;

/**
 * Makes the statements of a role ready to decide.
 *
 * Local runtime: a role with policies that are not known here may do what none of the known ones
 * denies, and a condition counts as met in an Allow, as not met in a Deny.
 *
 * @see "Policy evaluation for requests within a single account" (IAM User Guide)
 */
export function compileDecision(
  { statements, unknownPolicies }: RoleConfiguration,
  arnOnAws?: ArnOnAws,
): Decide {
  const compiled = statements.map((statement) => compileStatement(statement, arnOnAws));
  const allows = compiled.filter(({ effect }) => effect === 'Allow');
  const denies = compiled.filter(
    ({ effect, isConditional }) => effect === 'Deny' && !isConditional,
  );
  const otherwise = unknownPolicies.length > 0 ? 'allow' : 'implicitDeny';
  return (action, resource) => {
    const name = action.toLowerCase();
    const applies = ({ matchesAction, matchesResource }: Statement): boolean =>
      matchesAction(name) && matchesResource(resource);
    if (denies.some(applies)) return 'explicitDeny';
    return allows.some(applies) ? 'allow' : otherwise;
  };
}
