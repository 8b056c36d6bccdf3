import { assumedRoleArn, type RolePrincipal, type ServicePrincipal } from '../shared/principal.ts';

/** @see "Troubleshoot access denied error messages" (IAM User Guide) */
export function implicitDenyMessage(
  principal: RolePrincipal,
  action: string,
  resource: string,
): string {
  return `${subject(principal, action, resource)} because no identity-based policy allows the ${action} action`;
}

/** @see "Troubleshoot access denied error messages" (IAM User Guide) */
export function explicitDenyMessage(
  principal: RolePrincipal,
  action: string,
  resource: string,
): string {
  return `${subject(principal, action, resource)} with an explicit deny in an identity-based policy`;
}

function subject(principal: RolePrincipal, action: string, resource: string): string {
  return `User: ${assumedRoleArn(principal)} is not authorized to perform: ${action} on resource: ${resource}`;
}

/** For the developer: on AWS the client of the service never sees why. */
export function missingPermissionMessage(
  { service, sourceArn }: ServicePrincipal,
  functionArn: string,
): string {
  return `no AWS::Lambda::Permission lets ${service} invoke ${functionArn} for ${sourceArn}`;
}
