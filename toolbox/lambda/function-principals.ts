import { createHash } from 'node:crypto';
import type { RolePrincipal } from '../shared/principal.ts';
import type { FunctionConfiguration } from '../template/model.ts';

/** The characters of an access key id, one for each of five bits. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const RANDOM_LENGTH = 16;

/**
 * The id of the temporary credentials that a function finds in its environment: the same at every
 * start, so that a request which is signed with it tells who sent it.
 */
export function accessKeyId(functionArn: string): string {
  const bytes = createHash('sha256').update(functionArn).digest().subarray(0, RANDOM_LENGTH);
  return `ASIA${Array.from(bytes, (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('')}`;
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
