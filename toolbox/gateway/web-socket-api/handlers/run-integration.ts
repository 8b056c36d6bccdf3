import { type Clock, NO_LONGER_NEEDED } from '../../../shared/clock.ts';
import type { EndpointResponse } from '../../integrations/integration-exchange.ts';
import { withinIntegrationTimeout } from '../../integrations/within-integration-timeout.ts';
import { pipeline } from '../../pipeline.ts';
import type {
  IntegrationContext,
  IntegrationRequestContext,
  RouteAnswer,
  VariablesContext,
} from '../context.ts';
import { buildHttpProxyRequest, buildIntegrationRequest } from './build-integration-request.ts';
import { buildProxyEvent } from './build-proxy-event.ts';
import { mapIntegrationResponse } from './map-integration-response.ts';
import { readHttpProxyAnswer, readProxyAnswer } from './read-proxy-answer.ts';

/**
 * Makes the stage that runs the integration of a route: the same for all three events. A route
 * without an integration has no answer.
 */
export function runIntegrationWith(
  clock: Clock,
): (context: VariablesContext) => Promise<RouteAnswer | undefined> {
  const callIntegration = (context: IntegrationRequestContext) => callInTime(context, clock);

  const lambdaProxy = pipeline<IntegrationContext>()
    .fill('integrationRequest', buildProxyEvent)
    .fill('endpointResponse', callIntegration)
    .fill('answer', readProxyAnswer);

  const httpProxy = pipeline<IntegrationContext>()
    .fill('integrationRequest', buildHttpProxyRequest)
    .fill('endpointResponse', callIntegration)
    .fill('answer', readHttpProxyAnswer);

  const mapped = pipeline<IntegrationContext>()
    .fill('integrationRequest', buildIntegrationRequest)
    .fill('endpointResponse', callIntegration)
    .fill('answer', mapIntegrationResponse);

  const stagesByType = {
    AWS_PROXY: lambdaProxy,
    HTTP_PROXY: httpProxy,
    AWS: mapped,
    HTTP: mapped,
    MOCK: mapped,
  };
  return async (context) => {
    const { integration } = context.route;
    if (integration === undefined) return undefined;
    const stages = stagesByType[integration.definition.integrationType];
    const { answer } = await stages.run({ ...context, integration });
    return answer;
  };
}

async function callInTime(
  context: IntegrationRequestContext,
  clock: Clock,
): Promise<EndpointResponse> {
  const { call, definition } = context.integration;
  const abandoned = new AbortController();
  try {
    const answer = Promise.resolve(call(context, abandoned.signal));
    return await withinIntegrationTimeout(answer, definition.timeoutInMillis, clock);
  } finally {
    abandoned.abort(NO_LONGER_NEEDED);
  }
}
