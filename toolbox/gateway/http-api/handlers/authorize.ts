import type { HttpRoute } from '../../../template/http-api-model.ts';
import { type IamOptions, iamCaller } from '../authorizers/iam.ts';
import { type AuthorizeRoute, type JwtOptions, jwtAuthorizer } from '../authorizers/jwt.ts';
import { type RequestAuthorizerOptions, requestAuthorizer } from '../authorizers/request.ts';
import type { RouteCaller, RoutedHttpContext } from '../context.ts';

export interface AuthorizeOptions extends IamOptions, JwtOptions, RequestAuthorizerOptions {}

const NOBODY: RouteCaller = { type: 'NONE' };

/**
 * Makes the stage that authorizes.
 *
 * @param routes - those of the API: an authorizer that several of them name is one
 */
export function authorizeWith(
  routes: readonly HttpRoute[],
  options: AuthorizeOptions,
): (context: RoutedHttpContext) => RouteCaller | Promise<RouteCaller> {
  const authorizers = new Map<HttpRoute, AuthorizeRoute>();
  const shared = new Map<string, AuthorizeRoute>();
  for (const route of routes) {
    const { authorization } = route;
    if (authorization.type === 'JWT') {
      const { authorizer, scopes } = authorization;
      authorizers.set(route, jwtAuthorizer(authorizer, scopes, options));
    } else if (authorization.type === 'CUSTOM') {
      const { authorizer } = authorization;
      const known = shared.get(authorizer.name) ?? requestAuthorizer(authorizer, options);
      shared.set(authorizer.name, known);
      authorizers.set(route, known);
    }
  }
  return (context) => {
    const { definition } = context.match.route;
    if (definition.authorization.type === 'AWS_IAM') {
      return { type: 'AWS_IAM', caller: iamCaller(context, options) };
    }
    return authorizers.get(definition)?.(context) ?? NOBODY;
  };
}
