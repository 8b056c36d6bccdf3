import type { ParameterValues } from '../../parameter-values.ts';
import type { MatchedHttpContext, MatchedRoute, ParsedHttpContext } from '../context.ts';
import { HttpApiError } from '../http-api-error.ts';

const NO_PARAMETERS: ParameterValues = Object.freeze(Object.create(null));

/** The most specific route for the path and the method, else the one for everything. */
export function matchRoute({ deployment, request }: ParsedHttpContext): MatchedRoute | undefined {
  const { httpMethod, path } = request;
  const match = deployment.router(httpMethod, path);
  if (match !== undefined) return { route: match.target, pathParameters: match.pathParameters };
  const { defaultRoute } = deployment;
  return defaultRoute && { route: defaultRoute, pathParameters: NO_PARAMETERS };
}

/** @throws HttpApiError NOT_FOUND */
export function routeRequest({ match, request }: MatchedHttpContext): MatchedRoute {
  if (match !== undefined) return match;
  throw new HttpApiError('NOT_FOUND', {
    reason: `the API has no route for ${request.httpMethod} ${request.path}`,
  });
}
