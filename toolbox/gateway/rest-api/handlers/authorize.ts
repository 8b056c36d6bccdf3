import type { Authorize } from '../../../shared/principal.ts';
import type { Method } from '../../../template/model.ts';
import type { Caller } from '../../caller.ts';
import type { GatewayRequest } from '../../gateway.ts';
import type { InvocationRequest, RoutedContext } from '../context.ts';
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
 * Makes the stage that authorizes calls of methods with the authorization type `AWS_IAM`.
 *
 * Local runtime: without an authorizer every call from the network passes.
 */
export function authorizeWith({
  authorizer,
  iam,
}: AuthorizeOptions): (context: RoutedContext) => Caller | undefined {
  return (context) => {
    const { incoming, request, route } = context;
    const method = route.method.definition;
    const { authorizationType } = method;
    if (authorizationType !== 'AWS_IAM') return undefined;
    if (incoming.sender !== undefined) return authorizeSender(context, incoming.sender, iam);
    return authorizer?.({ incoming, request, method });
  };
}
