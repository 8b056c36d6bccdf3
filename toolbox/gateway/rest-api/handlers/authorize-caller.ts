import type { RestApi } from '../../../template/model.ts';
import { GatewayError } from '../../gateway-error.ts';
import type { AuthorizerResult, RoutedContext } from '../context.ts';
import { authorizeByLambda, type LambdaAuthorizerServices } from './authorize-by-lambda.ts';
import type { UserPoolServices } from './authorize-by-user-pool.ts';
import { authorizeByUserPool } from './authorize-by-user-pool.ts';

type AuthorizerServices = LambdaAuthorizerServices & Pick<UserPoolServices, 'keySets'>;

/** Makes the stage that asks the method's authorizer who calls; undefined where there is none. */
export function authorizeCallerWith(
  { methods }: RestApi,
  services: AuthorizerServices,
): (context: RoutedContext) => Promise<AuthorizerResult> | undefined {
  // Methods that have the same authorizer share what it keeps.
  const definitions = new Set(methods.map(({ authorizer }) => authorizer));
  const authorizers = new Map(
    [...definitions]
      .filter((definition) => definition !== undefined)
      .map((definition) => [
        definition,
        definition.type === 'COGNITO_USER_POOLS'
          ? authorizeByUserPool(definition, { ...services, now: services.clock.now })
          : authorizeByLambda(definition, services),
      ]),
  );
  return (context) => {
    const { authorizationType, authorizer } = context.route.method.definition;
    if (authorizationType === 'NONE' || authorizationType === 'AWS_IAM') return undefined;
    const authorize = authorizer && authorizers.get(authorizer);
    if (authorize !== undefined) return authorize(context);
    throw new GatewayError('AUTHORIZER_CONFIGURATION_ERROR', {
      reason: `the local runtime has no authorizer for the authorization type ${authorizationType}`,
    });
  };
}

/** @throws GatewayError what the authorizer refuses with */
export function refuseCaller({
  authorizerResult,
}: {
  readonly authorizerResult: AuthorizerResult | undefined;
}): void {
  if (authorizerResult?.refusal !== undefined) throw authorizerResult.refusal;
}
