import type { ServicePrincipal } from '../../shared/principal.ts';
import { executeApiArn } from '../execute-api-arn.ts';
import type { RoutedHttpContext } from './context.ts';
import { DEFAULT_ROUTE_KEY } from './default-route.ts';

/** The ARN of what is called, such as `arn:…:a1b2c3d4e5/$default/GET/pets/1`. */
export function routeArn({ deployment, request }: RoutedHttpContext): string {
  return executeApiArn(deployment, request.httpMethod, request.path);
}

/**
 * Who calls a function without `credentials`: the service, on behalf of the route. Local runtime:
 * that the ARN of `$default` has no method is assumed.
 */
export function routePrincipal({
  deployment,
  request,
  match,
}: RoutedHttpContext): ServicePrincipal {
  const { definition, resourcePath } = match.route;
  const isDefault = definition.routeKey === DEFAULT_ROUTE_KEY;
  return {
    kind: 'service',
    service: 'apigateway.amazonaws.com',
    sourceArn: isDefault
      ? executeApiArn(deployment, DEFAULT_ROUTE_KEY, '')
      : executeApiArn(deployment, request.httpMethod, resourcePath),
  };
}
