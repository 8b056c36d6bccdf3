/** How many requests a token bucket lets through. */
export interface ThrottlingLimits {
  readonly ratePerSecond: number;
  readonly burst: number;
}

/** What settings of throttling say; either part may be missing. */
export interface ThrottlingSettings {
  readonly throttlingRateLimit?: number;
  readonly throttlingBurstLimit?: number;
}

/** The limits of an account, which stand in where the settings name only the other one. */
const ACCOUNT_LIMITS: ThrottlingLimits = { ratePerSecond: 10_000, burst: 5_000 };

/** Undefined without any limit. */
export function throttlingLimits(
  settings: ThrottlingSettings | undefined,
): ThrottlingLimits | undefined {
  const { throttlingRateLimit, throttlingBurstLimit } = settings ?? {};
  if (throttlingRateLimit === undefined && throttlingBurstLimit === undefined) return undefined;
  return {
    ratePerSecond: throttlingRateLimit ?? ACCOUNT_LIMITS.ratePerSecond,
    burst: throttlingBurstLimit ?? ACCOUNT_LIMITS.burst,
  };
}

/** Tokens as they were at a time. */
interface Bucket {
  tokens: number;
  filledAtMs: number;
}

/**
 * Makes what takes a token from the bucket of a method or route; false when there is none.
 *
 * @param now - milliseconds
 */
export function createTokenBuckets<Key>(
  now: () => number,
): (key: Key, limits: ThrottlingLimits) => boolean {
  const buckets = new Map<Key, Bucket>();
  return (key, { ratePerSecond, burst }) => {
    const timeMs = now();
    const bucket = buckets.get(key) ?? { tokens: burst, filledAtMs: timeMs };
    buckets.set(key, bucket);
    const gained = ((timeMs - bucket.filledAtMs) / 1000) * ratePerSecond;
    bucket.tokens = Math.min(burst, bucket.tokens + gained);
    bucket.filledAtMs = timeMs;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  };
}
