import { functionNameIn } from '../shared/arn.ts';
import { compilePattern, matchesPattern, type Pattern } from '../shared/policy-pattern.ts';
import { assumedRoleArn, type Principal, type RolePrincipal } from '../shared/principal.ts';
import type { FunctionPermission } from '../template/model.ts';
import { inAnyAccount } from './any-account.ts';
import { replaceUnknownValues } from './unknown-values.ts';

/** Whether a resource-based policy of the function lets the principal do this. */
export type PermitsCall = (principal: Principal, action: string, functionArn: string) => boolean;

interface CompiledPermission {
  readonly functionName: Pattern;
  readonly action: Pattern;
  readonly principal: Pattern;
  readonly sourceArn: Pattern | undefined;
}

/**
 * Makes the permissions of all functions ready to be asked many times.
 *
 * Local runtime: qualifiers, regions and accounts of function names are not compared. A function
 * without any permission lets services in, which the template's reader warns of: such a template
 * says nothing about who may call.
 *
 * @see "Viewing resource-based IAM policies in Lambda" (Lambda Developer Guide)
 */
export function compilePermissions(permissions: readonly FunctionPermission[]): PermitsCall {
  const compiled = permissions.map(compilePermission);
  return (principal, action, functionArn) => {
    const functionName = functionNameIn(functionArn);
    const actionName = action.toLowerCase();
    const ofFunction = compiled.filter((permission) =>
      matchesPattern(permission.functionName, functionName),
    );
    if (ofFunction.length === 0) return principal.kind === 'service';
    return ofFunction.some(
      (permission) =>
        matchesPattern(permission.action, actionName) &&
        namesOf(principal).some((name) => matchesPattern(permission.principal, name)) &&
        matchesSource(permission.sourceArn, principal),
    );
  };
}

function compilePermission(permission: FunctionPermission): CompiledPermission {
  const { functionName, action, principal, sourceArn } = permission;
  return {
    // Unknown values are replaced first: the name of an export may hold colons.
    functionName: compilePattern(functionNameIn(replaceUnknownValues(functionName))),
    action: compilePattern(replaceUnknownValues(action).toLowerCase()),
    principal: compilePattern(replaceUnknownValues(principal)),
    sourceArn:
      sourceArn === undefined
        ? undefined
        : compilePattern(inAnyAccount(replaceUnknownValues(sourceArn))),
  };
}

/** What a policy may call a principal. */
function namesOf(principal: Principal): readonly string[] {
  return principal.kind === 'service' ? [principal.service] : namesOfRole(principal);
}

function namesOfRole(principal: RolePrincipal): readonly string[] {
  const [, partition = '', , , accountId = ''] = principal.roleArn.split(':');
  const root = `arn:${partition}:iam::${accountId}:root`;
  return [principal.roleArn, assumedRoleArn(principal), accountId, root];
}

/**
 * A role calls in its own name: its requests have no source, so that no condition on one is met.
 */
function matchesSource(sourceArn: Pattern | undefined, principal: Principal): boolean {
  if (sourceArn === undefined) return true;
  return principal.kind === 'service' && matchesPattern(sourceArn, principal.sourceArn);
}
