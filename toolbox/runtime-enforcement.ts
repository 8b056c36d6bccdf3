import type { ThrottlingSettings } from './gateway/token-buckets.ts';

/** What the options of the command ask for. */
export interface Enforced {
  readonly authorization: boolean;
  readonly throttling: boolean;
  /** Whether the keys of tokens are given. */
  readonly keySet: boolean;
}

export function iamNotice(logicalId: string): string {
  return `${logicalId}: AWS_IAM is not enforced; --enforce-auth verifies SigV4.`;
}

/** Whose tokens are taken, while nobody has given their keys. */
export function issuerNotices(logicalId: string, issuers: readonly string[]): string[] {
  return [...new Set(issuers)].map(
    (issuer) =>
      `${logicalId}: tokens of ${issuer} are verified with the keys that it publishes; --jwks gives others.`,
  );
}

export function throttlingNotices(
  logicalId: string,
  name: string,
  { throttlingRateLimit, throttlingBurstLimit }: ThrottlingSettings,
): string[] {
  if (throttlingRateLimit === undefined && throttlingBurstLimit === undefined) return [];
  const limits = [
    ...(throttlingRateLimit === undefined ? [] : [`${throttlingRateLimit} requests per second`]),
    ...(throttlingBurstLimit === undefined ? [] : [`burst ${throttlingBurstLimit}`]),
  ];
  return [
    `${logicalId}: throttling of ${name} (${limits.join(', ')}) is not enforced; --enforce-throttling applies it.`,
  ];
}
