import { iamId } from '../../../shared/iam-id.ts';
import { type Authorize, assumedRoleArn, type RolePrincipal } from '../../../shared/principal.ts';
import { executeApiArn } from '../../execute-api-arn.ts';
import { GatewayError } from '../../gateway-error.ts';
import type { Caller, InternalSender, RoutedContext } from '../context.ts';

/**
 * Tells who calls a method with the authorization type `AWS_IAM` from within this process.
 *
 * @throws GatewayError MISSING_AUTHENTICATION_TOKEN when nobody signs the request, ACCESS_DENIED
 * when the role that does may not call the method
 */
export function authorizeSender(
  { deployment, request }: RoutedContext,
  { signer }: InternalSender,
  iam: Authorize | undefined,
): Caller {
  if (signer === undefined) {
    throw new GatewayError('MISSING_AUTHENTICATION_TOKEN', { reason: 'the request is not signed' });
  }
  const methodArn = executeApiArn(deployment, request.httpMethod, request.path);
  return authorizeRole(signer, 'execute-api:Invoke', methodArn, iam);
}

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

export function callerOf(signer: RolePrincipal): Caller {
  const userArn = assumedRoleArn(signer);
  const user = `${iamId('AROA', signer.roleArn)}:${signer.sessionName}`;
  return {
    accessKey: iamId('ASIA', userArn),
    accountId: signer.roleArn.split(':')[4] ?? '',
    caller: user,
    user,
    userArn,
  };
}
