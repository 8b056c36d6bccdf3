import { createHash } from 'node:crypto';

/** The digits of base 32: ids of IAM have no others. */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** How many digits follow a prefix: `AROA` for a role, `ASIA` for a temporary access key. */
const DIGIT_COUNTS = { AROA: 17, ASIA: 16 } as const;

/**
 * An id in the form of IAM.
 *
 * Local runtime: it is made from a name, so that it is the same at every start.
 *
 * @see "IAM identifiers" (IAM User Guide)
 */
export function iamId(prefix: keyof typeof DIGIT_COUNTS, name: string): string {
  const digest = createHash('sha256').update(name).digest().subarray(0, DIGIT_COUNTS[prefix]);
  return prefix + Array.from(digest, (byte) => DIGITS.charAt(byte % DIGITS.length)).join('');
}
