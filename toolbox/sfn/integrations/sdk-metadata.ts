import type { JsonObject } from '../../shared/json.ts';

/** What the SDK client of an optimised integration adds to the service's answer. */
export function sdkMetadata(
  headers: Readonly<Record<string, string>>,
  statusCode: number,
  requestId: string,
): JsonObject {
  const lists = Object.entries(headers).map(([name, value]) => [name, [value]]);
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(lists) as JsonObject,
      HttpHeaders: { ...headers },
      HttpStatusCode: statusCode,
    },
    SdkResponseMetadata: { RequestId: requestId },
  };
}
