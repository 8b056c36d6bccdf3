import type { Authorize, RolePrincipal } from '../shared/principal.ts';
import { type Caller, callerOf } from './caller.ts';
import { GatewayError } from './gateway-error.ts';

/**
 * Tells who calls a resource of an API with the credentials of a role.
 *
 * @throws GatewayError ACCESS_DENIED when the role may not do this
 */
export function authorizeRole(
  role: RolePrincipal,
  action: 'execute-api:Invoke' | 'execute-api:ManageConnections',
  resourceArn: string,
  iam: Authorize | undefined,
): Caller {
  const refusal = iam?.(role, action, resourceArn);
  if (refusal === undefined) return callerOf(role);
  throw new GatewayError('ACCESS_DENIED', {
    message: refusal.replaceAll(resourceArn, masked(resourceArn)),
    reason: refusal,
  });
}

/** API Gateway shows the last four digits of the account whose API it is, and no more. */
function masked(resourceArn: string): string {
  return resourceArn.replace(/:\d+(\d{4}):/, ':********$1:');
}
