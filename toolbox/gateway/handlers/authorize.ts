import type { Authorize } from '../../shared/principal.ts';
import type { Method } from '../../template/model.ts';
import type { Caller, GatewayRequest, InvocationRequest, RoutedContext } from '../context.ts';
import { GatewayError } from '../gateway-error.ts';
import { authorizeSender } from './authorize-sender.ts';

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

export interface AuthorizeOptions {
  /** Judges what comes from the network. */
  readonly authorizer?: Authorizer | undefined;
  /** Judges what services of this process sign. */
  readonly iam?: Authorize | undefined;
}

/**
 * Makes the stage that authorizes.
 *
 * Local runtime: without an authorizer every call from the network passes; with one, a method whose
 * authorization type it does not know is refused, never let through.
 */
export function authorizeWith({
  authorizer,
  iam,
}: AuthorizeOptions): (context: RoutedContext) => Caller | undefined {
  return (context) => {
    const { incoming, request, route } = context;
    const method = route.method.definition;
    const { authorizationType } = method;
    if (authorizationType === 'NONE') return undefined;
    if (incoming.sender !== undefined && authorizationType === 'AWS_IAM') {
      return authorizeSender(context, incoming.sender, iam);
    }
    if (authorizer === undefined) return undefined;
    if (authorizationType === 'AWS_IAM') return authorizer({ incoming, request, method });
    throw new GatewayError('AUTHORIZER_CONFIGURATION_ERROR', {
      reason: `the local runtime does not enforce the authorization type ${authorizationType}`,
    });
  };
}
