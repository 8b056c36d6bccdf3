import { GatewayError } from '../../gateway-error.ts';
import type { VariablesContext } from '../context.ts';
import type { DeployedIntegration } from '../deployment.ts';

/** @throws GatewayError API_CONFIGURATION_ERROR when the method has no integration */
export function findIntegration({ route }: VariablesContext): DeployedIntegration {
  const { integration } = route.method;
  if (integration !== undefined) return integration;
  throw new GatewayError('API_CONFIGURATION_ERROR', {
    reason: 'the method has no x-amazon-apigateway-integration',
  });
}
