import type { ParsedContext, Route } from '../context.ts';
import { GatewayError } from '../gateway-error.ts';

/**
 * Finds the method that answers.
 *
 * @throws GatewayError MISSING_AUTHENTICATION_TOKEN for an unknown path or method, as AWS words it
 */
export function routeRequest({ deployment, request }: ParsedContext): Route {
  const { httpMethod, path } = request;
  const match = deployment.router(httpMethod, path);
  if (match === undefined) {
    throw new GatewayError('MISSING_AUTHENTICATION_TOKEN', {
      reason: `the API has no ${httpMethod} ${path}`,
    });
  }
  return { method: match.target, pathParameters: match.pathParameters };
}
