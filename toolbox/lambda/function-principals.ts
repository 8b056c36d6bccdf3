import { iamId } from '../shared/iam-id.ts';
import type { RolePrincipal } from '../shared/principal.ts';
import type { FunctionConfiguration } from '../template/model.ts';

/**
 * The access key id that a function finds in its environment: a request which is signed with it
 * tells who sent it.
 */
export function accessKeyId(functionArn: string): string {
  return iamId('ASIA', functionArn);
}

/** Who calls when a function does, by the access key id of its credentials. */
export function functionPrincipals(
  functions: readonly FunctionConfiguration[],
): ReadonlyMap<string, RolePrincipal> {
  return new Map(
    functions.map(({ functionArn, functionName, roleArn }) => [
      accessKeyId(functionArn),
      { kind: 'role', roleArn, sessionName: functionName },
    ]),
  );
}
