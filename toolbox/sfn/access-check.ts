import type { Principal } from '../shared/principal.ts';
import type { CheckAccess } from './operations/operation.ts';
import { ServiceError } from './service-error.ts';
import type { StatesContext } from './states-context.ts';

/** The check of one call; none when nobody is asked about the caller. */
export function accessCheck(
  { authorize }: StatesContext,
  principal: Principal | undefined,
  operation: string,
): CheckAccess | undefined {
  if (principal === undefined || authorize === undefined) return undefined;
  return (resource) => {
    const refusal = authorize(principal, `states:${operation}`, resource);
    if (refusal !== undefined) throw new ServiceError('AccessDeniedException', refusal);
  };
}
