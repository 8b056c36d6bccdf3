/** A role that a service or a function has assumed. */
export interface RolePrincipal {
  readonly kind: 'role';
  readonly roleArn: string;
  /** Names the session in the ARN of the assumed role, such as the function's name. */
  readonly sessionName: string;
}

/** A service of AWS that calls in its own name. */
export interface ServicePrincipal {
  readonly kind: 'service';
  /** Such as `apigateway.amazonaws.com`. */
  readonly service: string;
  /** ARN of the resource on whose behalf it calls. */
  readonly sourceArn: string;
}

/** Who makes a call between the parts of a template. */
export type Principal = RolePrincipal | ServicePrincipal;

/**
 * Decides whether a principal may do an action (`states:StartExecution`) with a resource (an ARN).
 *
 * @returns why not, in the words of AWS; undefined when it may
 */
export type Authorize = (
  principal: Principal,
  action: string,
  resource: string,
) => string | undefined;

/** `arn:aws:sts::123456789012:assumed-role/Name/session`: how AWS names the caller. */
export function assumedRoleArn({ roleArn, sessionName }: RolePrincipal): string {
  const [, partition = 'aws', , , accountId = '', resource = ''] = roleArn.split(':');
  const roleName = resource.slice(resource.lastIndexOf('/') + 1);
  return `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
}
