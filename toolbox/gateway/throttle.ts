import type { MethodSetting, RestApi } from '../template/model.ts';
import type { RoutedContext } from './context.ts';
import type { DeployedMethod } from './deployment.ts';
import { GatewayError } from './gateway-error.ts';

/** Tokens of a method as they were at a time. */
interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/**
 * Makes the stage that enforces the throttling of the stage's method settings, a token bucket for
 * each method.
 *
 * @param now - milliseconds
 * @throws GatewayError THROTTLED, by the stage
 * @see "Throttle requests to your REST APIs for better throughput in API Gateway" (API Gateway
 * Developer Guide)
 */
export function throttleWith(
  { methodSettings }: RestApi,
  now: () => number,
): (context: RoutedContext) => void {
  const buckets = new Map<DeployedMethod, Bucket>();
  return ({ route: { method } }) => {
    const limits = limitsOf(methodSettings, method);
    if (limits === undefined) return;
    const { ratePerSecond, burst } = limits;
    const timeMs = now();
    const bucket = buckets.get(method) ?? { tokens: burst, filledAtMs: timeMs };
    buckets.set(method, bucket);
    const gained = ((timeMs - bucket.filledAtMs) / 1000) * ratePerSecond;
    bucket.tokens = Math.min(burst, bucket.tokens + gained);
    bucket.filledAtMs = timeMs;
    if (bucket.tokens < 1) throw new GatewayError('THROTTLED');
    bucket.tokens -= 1;
  };
}

interface Limits {
  readonly ratePerSecond: number;
  readonly burst: number;
}

/** The limits of an account, which stand in where the settings name only the other one. */
const ACCOUNT_LIMITS: Limits = { ratePerSecond: 10_000, burst: 5_000 };

function limitsOf(
  settings: readonly MethodSetting[],
  { definition }: DeployedMethod,
): Limits | undefined {
  const { resourcePath, httpMethod } = definition;
  const matching = settings.filter(
    (setting) =>
      (setting.httpMethod === '*' || setting.httpMethod === httpMethod) &&
      ['*', '/*', resourcePath].includes(setting.resourcePath),
  );
  const specific = matching.find((setting) => setting.resourcePath === resourcePath);
  const setting = specific ?? matching[0];
  if (setting?.throttlingRateLimit === undefined && setting?.throttlingBurstLimit === undefined) {
    return undefined;
  }
  return {
    ratePerSecond: setting.throttlingRateLimit ?? ACCOUNT_LIMITS.ratePerSecond,
    burst: setting.throttlingBurstLimit ?? ACCOUNT_LIMITS.burst,
  };
}
