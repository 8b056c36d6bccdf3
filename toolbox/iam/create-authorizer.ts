import type { Authorize, RolePrincipal } from '../shared/principal.ts';
import type { FunctionPermission, RoleConfiguration } from '../template/model.ts';
import { compileDecision } from './decision.ts';
import { compilePermissions } from './function-permissions.ts';
import { arnsOnAws, type NamedResources } from './names-on-aws.ts';
import {
  explicitDenyMessage,
  implicitDenyMessage,
  missingPermissionMessage,
} from './refusal-messages.ts';

/** The one action that a resource-based policy of the template can allow. */
const INVOKE_FUNCTION = 'lambda:InvokeFunction';

interface Policies extends NamedResources {
  readonly roles: readonly RoleConfiguration[];
  readonly permissions: readonly FunctionPermission[];
}

/**
 * Decides by the roles and permissions of a template who may do what.
 *
 * Local runtime: what the template does not show is allowed, never refused by a guess: a role that
 * is not in the template may do everything.
 */
export function createAuthorizer({ roles, permissions, ...named }: Policies): Authorize {
  const arnOnAws = arnsOnAws(named);
  const decisions = new Map(roles.map((role) => [role.roleArn, compileDecision(role, arnOnAws)]));
  const permitsCall = compilePermissions(permissions);

  function refusalOfRole(
    principal: RolePrincipal,
    action: string,
    resource: string,
  ): string | undefined {
    const decision = decisions.get(principal.roleArn)?.(action, resource) ?? 'allow';
    if (decision === 'allow') return undefined;
    if (decision === 'explicitDeny') return explicitDenyMessage(principal, action, resource);
    // Within one account the function's own policy is enough.
    if (action === INVOKE_FUNCTION && permitsCall(principal, action, resource)) return undefined;
    return implicitDenyMessage(principal, action, resource);
  }

  return (principal, action, resource) => {
    if (principal.kind === 'role') return refusalOfRole(principal, action, resource);
    return permitsCall(principal, action, resource)
      ? undefined
      : missingPermissionMessage(principal, resource);
  };
}
