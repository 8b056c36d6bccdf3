import { createTokenBuckets, throttlingLimits } from '../../token-buckets.ts';
import type { RoutedHttpContext } from '../context.ts';
import type { DeployedRoute } from '../deployment.ts';
import { HttpApiError } from '../http-api-error.ts';

/**
 * Makes the stage that enforces the route settings of the stage, a token bucket for each route.
 *
 * @param now - milliseconds
 * @throws HttpApiError THROTTLED, by the stage
 * @see "Throttling requests to your HTTP API" (API Gateway Developer Guide)
 */
export function throttleWith(now: () => number): (context: RoutedHttpContext) => void {
  const takeToken = createTokenBuckets<DeployedRoute>(now);
  return ({ match: { route } }) => {
    const limits = throttlingLimits(route.settings);
    if (limits === undefined || takeToken(route, limits)) return;
    throw new HttpApiError('THROTTLED', {
      reason: `${route.definition.routeKey} takes ${limits.ratePerSecond} requests per second, burst ${limits.burst}`,
    });
  };
}
