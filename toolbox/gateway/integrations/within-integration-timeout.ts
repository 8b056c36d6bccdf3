import type { Clock } from '../../shared/clock.ts';
import { GatewayError } from '../gateway-error.ts';
import { withinTimeLimit } from '../within-time-limit.ts';

/**
 * Waits for the answer of an integration for as long as its `timeoutInMillis` says.
 *
 * @throws GatewayError INTEGRATION_TIMEOUT
 */
export function withinIntegrationTimeout<Answer>(
  answer: Promise<Answer>,
  timeoutInMillis: number,
  clock: Clock,
): Promise<Answer> {
  const timeout = (): GatewayError =>
    new GatewayError('INTEGRATION_TIMEOUT', {
      reason: `the integration did not answer within ${timeoutInMillis} ms`,
    });
  return withinTimeLimit(answer, { timeoutMs: timeoutInMillis, clock, timeout });
}
