import { type Clock, NO_LONGER_NEEDED } from '../../../shared/clock.ts';
import { withinTimeLimit } from '../../within-time-limit.ts';
import type { HttpIntegrationResponse, RequestedHttpContext } from '../context.ts';
import { HttpApiError } from '../http-api-error.ts';

/**
 * Makes the stage that calls the integration and waits no longer than its `timeoutInMillis`.
 *
 * @throws HttpApiError SERVICE_UNAVAILABLE when the time is over, INTERNAL_ERROR without an
 * integration
 */
export function callIntegrationWith(
  clock: Clock,
): (context: RequestedHttpContext) => HttpIntegrationResponse | Promise<HttpIntegrationResponse> {
  return (context) => {
    const { integration, definition } = context.match.route;
    if (integration === undefined) {
      throw new HttpApiError('INTERNAL_ERROR', {
        reason: `${definition.routeKey} has no integration`,
      });
    }
    const { timeoutInMillis: timeoutMs } = integration;
    let abandoned: AbortController | undefined;
    const answer = integration.call(context, () => {
      abandoned ??= new AbortController();
      return abandoned.signal;
    });
    if (!(answer instanceof Promise)) return answer;
    const timeout = (): HttpApiError =>
      new HttpApiError('SERVICE_UNAVAILABLE', {
        reason: `the integration did not answer within ${timeoutMs} ms`,
      });
    return withinTimeLimit(answer, { timeoutMs, clock, timeout }).finally(() =>
      abandoned?.abort(NO_LONGER_NEEDED),
    );
  };
}
