import type { JsonService } from '../../shared/json-service.ts';
import type { Integration } from '../../template/model.ts';
import type { IntegrationCall } from '../deployment.ts';
import { GatewayError } from '../gateway-error.ts';
import { statesCall, statesOperation } from './aws-states.ts';
import { callMock } from './mock.ts';

/** What integrations reach. */
export interface IntegrationServices {
  readonly states: JsonService;
}

/**
 * Makes what calls the integration; one that is not supported fails when it is called, and says why
 * in the log.
 */
export function integrationCall(
  integration: Integration,
  { states }: IntegrationServices,
): IntegrationCall {
  if (integration.type === 'MOCK') return callMock;
  const reason = unsupportedReason(integration);
  const operation = statesOperation(integration.uri);
  if (reason === undefined && operation !== undefined) return statesCall(states, operation);
  return () => {
    throw new GatewayError('API_CONFIGURATION_ERROR', { reason: reason ?? 'no integration' });
  };
}

/** Why the local runtime cannot serve the integration; undefined when it can. */
export function unsupportedReason({ type, uri }: Integration): string | undefined {
  if (type === 'MOCK' || (type === 'AWS' && statesOperation(uri) !== undefined)) return undefined;
  const target = uri === undefined ? '' : ` to ${uri}`;
  return `the local runtime does not serve ${type} integrations${target}, only MOCK, and AWS to arn:…:states:action/<Operation>`;
}
