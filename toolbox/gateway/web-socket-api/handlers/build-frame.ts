import { GatewayError } from '../../gateway-error.ts';
import type { RouteAnswer, RoutedMessageContext } from '../context.ts';

/** @throws GatewayError API_CONFIGURATION_ERROR when the route of a message has no integration */
export function requireIntegration({ route }: RoutedMessageContext): void {
  if (route.integration !== undefined) return;
  const reason = `the route ${route.definition.routeKey} has no integration`;
  throw new GatewayError('API_CONFIGURATION_ERROR', { reason });
}

/**
 * The text frame that the client gets: none without a route response. Local runtime: none for an
 * empty answer, either.
 */
export function buildFrame({
  route,
  answer,
}: RoutedMessageContext & { readonly answer: RouteAnswer | undefined }): string | undefined {
  return route.definition.isTwoWay ? answer?.body || undefined : undefined;
}
