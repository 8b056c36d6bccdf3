import { ServiceError } from './service-error.ts';

/** White space, brackets, wildcards, special and control characters, and what is no character. */
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\u{fffe}\u{ffff}\u{10000}-\u{10ffff}]/u;

/**
 * Checks the name of a state machine, an execution or an activity.
 *
 * @throws ServiceError InvalidName
 * @see "StartExecution" (Step Functions API Reference), parameter `name`
 */
export function checkName(name: string): void {
  if (FORBIDDEN.test(name)) throw new ServiceError('InvalidName', `Invalid Name: '${name}'`);
}
