import type { Authorize } from '../../../shared/principal.ts';
import { authorizeRole } from '../../authorize-role.ts';
import type { Caller } from '../../caller.ts';
import { executeApiArn } from '../../execute-api-arn.ts';
import type { InternalSender } from '../../gateway.ts';
import { GatewayError } from '../../gateway-error.ts';
import type { RoutedContext } from '../context.ts';

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
