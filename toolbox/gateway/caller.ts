import { iamId } from '../shared/iam-id.ts';
import { assumedRoleArn, type RolePrincipal } from '../shared/principal.ts';

/** Who signed the request: the `$context.identity` values that only an authorized request has. */
export interface Caller {
  readonly accessKey: string;
  readonly accountId: string;
  readonly caller: string;
  readonly user: string;
  readonly userArn: string;
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
