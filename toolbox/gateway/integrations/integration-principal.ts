import type { RolePrincipal } from '../../shared/principal.ts';
import type { GatewayRequest } from '../gateway.ts';

/** What `credentials` says when the caller's own credentials are to be used. */
const CALLER_CREDENTIALS = /^arn:[\w-]+:iam::\*:user\/\*$/;

/**
 * Tells who calls an integration with `credentials`: the role that they name, or the caller's own,
 * which only a request of this process has.
 */
export function credentialsPrincipal(
  credentials: string,
): (context: { readonly incoming: GatewayRequest }) => RolePrincipal | undefined {
  if (CALLER_CREDENTIALS.test(credentials)) return ({ incoming }) => incoming.sender?.signer;
  const role = assumedRole(credentials);
  return () => role;
}

/** The role that API Gateway assumes for a call. */
export function assumedRole(roleArn: string): RolePrincipal {
  return { kind: 'role', roleArn, sessionName: 'BackplaneAssumeRoleSession' };
}
