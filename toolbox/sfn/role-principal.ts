import type { RolePrincipal } from '../shared/principal.ts';

/** The digits of a UUID that are no letters, as letters. */
const LETTERS = 'ghijklmnop';

/**
 * The role of a state machine as its tasks call in it. On AWS, too, the session has a name of 32 letters.
 *
 * @param uuid - gives the session its name
 */
export function rolePrincipal(roleArn: string, uuid: () => string): RolePrincipal {
  const sessionName = uuid()
    .replaceAll('-', '')
    .replace(/\d/g, (digit) => LETTERS.charAt(Number(digit)));
  return { kind: 'role', roleArn, sessionName };
}
