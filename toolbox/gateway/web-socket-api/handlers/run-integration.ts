import type { Clock } from '../../../shared/clock.ts';
import type { EndpointResponse } from '../../context.ts';
import { withinTime } from '../../handlers/call-integration.ts';
import { pipeline } from '../../pipeline.ts';
import type {
  IntegrationContext,
  IntegrationRequestContext,
  RouteAnswer,
  VariablesContext,
} from '../context.ts';
import { buildIntegrationRequest } from './build-integration-request.ts';
import { buildProxyEvent } from './build-proxy-event.ts';
import { mapIntegrationResponse } from './map-integration-response.ts';
import { readProxyAnswer } from './read-proxy-answer.ts';

/**
 * Makes the stage that runs the integration of a route: the same for all three events. A route
 * without an integration has no answer.
 */
export function runIntegrationWith(
  clock: Clock,
): (context: VariablesContext) => Promise<RouteAnswer | undefined> {
  const call = (context: IntegrationRequestContext) => callIntegration(context, clock);

  const proxyIntegration = pipeline<IntegrationContext>()
    .fill('integrationRequest', buildProxyEvent)
    .fill('endpointResponse', call)
    .fill('answer', readProxyAnswer);

  const mappedIntegration = pipeline<IntegrationContext>()
    .fill('integrationRequest', buildIntegrationRequest)
    .fill('endpointResponse', call)
    .fill('answer', mapIntegrationResponse);

  return async (context) => {
    const { integration } = context.route;
    if (integration === undefined) return undefined;
    const isProxy = integration.definition.integrationType === 'AWS_PROXY';
    const stages = isProxy ? proxyIntegration : mappedIntegration;
    const { answer } = await stages.run({ ...context, integration });
    return answer;
  };
}

function callIntegration(
  context: IntegrationRequestContext,
  clock: Clock,
): EndpointResponse | Promise<EndpointResponse> {
  const { call, definition } = context.integration;
  const answer = call(context);
  return answer instanceof Promise ? withinTime(answer, definition.timeoutInMillis, clock) : answer;
}
