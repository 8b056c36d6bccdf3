import { iamId } from '../../shared/iam-id.ts';
import { type Authorize, assumedRoleArn, type RolePrincipal } from '../../shared/principal.ts';
import type { Caller, InternalSender, RoutedContext } from '../context.ts';
import type { Deployment } from '../deployment.ts';
import { executeApiArn } from '../execute-api-arn.ts';
import { GatewayError } from '../gateway-error.ts';

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
  const refusal = iam?.(signer, 'execute-api:Invoke', methodArn);
  if (refusal === undefined) return callerOf(signer);
  throw new GatewayError('ACCESS_DENIED', {
    message: refusal.replaceAll(methodArn, masked(methodArn, deployment)),
    reason: refusal,
  });
}

/** API Gateway shows the last four digits of the account whose API it is, and no more. */
function masked(methodArn: string, { identity }: Deployment): string {
  const { accountId } = identity;
  return methodArn.replace(`:${accountId}:`, `:********${accountId.slice(-4)}:`);
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
