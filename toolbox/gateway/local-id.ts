import { createHash } from 'node:crypto';

/**
 * An id of the form that API Gateway gives to resources and deployments, always the same for the
 * same name.
 */
export function localId(name: string): string {
  const digest = createHash('sha256').update(name).digest();
  return BigInt(`0x${digest.toString('hex')}`)
    .toString(36)
    .slice(0, 6);
}
