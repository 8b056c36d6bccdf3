import type { ServicePrincipal } from '../../shared/principal.ts';
import { executeApiArn } from '../execute-api-arn.ts';
import type { RoutedHttpContext } from './context.ts';

/** The ARN of what is called, such as `arn:…:a1b2c3d4e5/$default/GET/pets/1`. */
export function routeArn({ deployment, request }: RoutedHttpContext): string {
  return executeApiArn(deployment, request.httpMethod, request.path);
}

/** Who calls a function without `credentials`: the service, on behalf of the route. */
export function routePrincipal({
  deployment,
  request,
  match,
}: RoutedHttpContext): ServicePrincipal {
  const { resourcePath } = match.route;
  return {
    kind: 'service',
    service: 'apigateway.amazonaws.com',
    sourceArn: executeApiArn(deployment, request.httpMethod, resourcePath),
  };
}
