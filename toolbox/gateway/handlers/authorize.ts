import type { Method } from '../../template/model.ts';
import type { Caller, GatewayRequest, InvocationRequest, RoutedContext } from '../context.ts';
import { GatewayError } from '../gateway-error.ts';

/** What an authorizer judges. */
export interface AuthorizationRequest {
  readonly incoming: GatewayRequest;
  readonly request: InvocationRequest;
  readonly method: Method;
}

/**
 * Tells who called a method with the authorization type `AWS_IAM`.
 *
 * @throws GatewayError when the call is not authorized
 */
export type Authorizer = (request: AuthorizationRequest) => Caller;

/**
 * Makes the stage that authorizes.
 *
 * Local runtime: without an authorizer every call passes; with one, a method whose authorization
 * type it does not know is refused, never let through.
 */
export function authorizeWith(
  authorizer: Authorizer | undefined,
): (context: RoutedContext) => Caller | undefined {
  if (authorizer === undefined) return () => undefined;
  return ({ incoming, request, route }) => {
    const method = route.method.definition;
    if (method.authorizationType === 'NONE') return undefined;
    if (method.authorizationType === 'AWS_IAM') return authorizer({ incoming, request, method });
    throw new GatewayError('AUTHORIZER_CONFIGURATION_ERROR', {
      reason: `the local runtime does not enforce the authorization type ${method.authorizationType}`,
    });
  };
}
