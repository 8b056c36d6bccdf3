import { GatewayError } from '../../gateway-error.ts';
import { headerOf, isSignature, noSignature } from '../../signature.ts';
import type { ParsedContext, Route } from '../context.ts';

/**
 * Finds the method that answers.
 *
 * @throws GatewayError MISSING_AUTHENTICATION_TOKEN for an unknown path or method, as AWS words it;
 * INVALID_SIGNATURE when the request brings another kind of authorization, which AWS then takes for
 * a broken signature
 */
export function routeRequest({ deployment, incoming, request }: ParsedContext): Route {
  const { httpMethod, path } = request;
  const match = deployment.router(httpMethod, path);
  if (match !== undefined) {
    const { target, pathParameters, rawPathParameters } = match;
    return { method: target, pathParameters, rawPathParameters };
  }
  const authorization = headerOf(incoming, 'authorization');
  if (authorization !== undefined && !isSignature(authorization)) throw noSignature(authorization);
  throw new GatewayError('MISSING_AUTHENTICATION_TOKEN', {
    reason: `the API has no ${httpMethod} ${path}`,
  });
}
