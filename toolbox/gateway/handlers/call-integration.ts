import { type Clock, NO_LONGER_NEEDED } from '../../shared/clock.ts';
import type { EndpointResponse, IntegrationRequestContext } from '../context.ts';
import { GatewayError } from '../gateway-error.ts';

/** Makes the stage that calls the integration and waits no longer than its `timeoutInMillis`. */
export function callIntegrationWith(
  clock: Clock,
): (context: IntegrationRequestContext) => EndpointResponse | Promise<EndpointResponse> {
  return (context) => {
    const { call, definition } = context.integration;
    const answer = call(context);
    return answer instanceof Promise
      ? withinTime(answer, definition.timeoutInMillis, clock)
      : answer;
  };
}

/** @throws GatewayError INTEGRATION_TIMEOUT */
export async function withinTime<Answer>(
  answer: Promise<Answer>,
  timeoutInMillis: number,
  clock: Clock,
): Promise<Answer> {
  const answered = new AbortController();
  const timeout = clock.sleep(timeoutInMillis, answered.signal).then((): never => {
    throw new GatewayError('INTEGRATION_TIMEOUT', {
      reason: `the integration did not answer within ${timeoutInMillis} ms`,
    });
  });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    answered.abort(NO_LONGER_NEEDED);
  }
}
