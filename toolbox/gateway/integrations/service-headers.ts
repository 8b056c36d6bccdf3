import { GatewayError } from '../gateway-error.ts';
import { isRefusedByServices } from '../http-rules.ts';
import type { MultiValues } from '../parameter-values.ts';

/** @throws GatewayError API_CONFIGURATION_ERROR when a header is mapped that no service accepts */
export function checkServiceHeaders(headers: MultiValues): void {
  const refused = Object.keys(headers).find(isRefusedByServices);
  if (refused === undefined) return;
  throw new GatewayError('API_CONFIGURATION_ERROR', {
    reason: `the header ${refused} cannot be mapped to an AWS service`,
  });
}
