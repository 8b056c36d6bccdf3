import type { JsonObject } from '../../../shared/json.ts';
import type { Principal } from '../../../shared/principal.ts';
import type { LambdaAuthorizer } from '../../../template/authorizer-model.ts';
import { authorizerArn, executeApiArn } from '../../execute-api-arn.ts';
import { GatewayError } from '../../gateway-error.ts';
import { credentialsPrincipal } from '../../integrations/integration-principal.ts';
import { headerOf } from '../../signature.ts';
import type { RoutedContext } from '../context.ts';
import { contextVariables } from '../context-variables.ts';
import { requestFields } from './build-proxy-request.ts';

const MAX_METHOD_ARN_BYTES = 1600;

/**
 * The ARN of the method as it was called.
 *
 * @throws GatewayError METHOD_ARN_TOO_LONG
 */
export function methodArnOf({ deployment, request }: RoutedContext): string {
  const methodArn = executeApiArn(deployment, request.httpMethod, request.path);
  if (Buffer.byteLength(methodArn) > MAX_METHOD_ARN_BYTES) {
    const reason = `the ARN of the method has more than ${MAX_METHOD_ARN_BYTES} bytes`;
    throw new GatewayError('METHOD_ARN_TOO_LONG', { reason });
  }
  return methodArn;
}

/**
 * What the function of an authorizer is told.
 *
 * @param token - of a TOKEN authorizer
 * @see "Input to an API Gateway Lambda authorizer" (API Gateway Developer Guide)
 */
export function authorizerEvent(
  { type }: LambdaAuthorizer,
  methodArn: string,
  token: string,
  context: RoutedContext,
): JsonObject {
  return type === 'TOKEN'
    ? { type, methodArn, authorizationToken: token }
    : requestEvent(methodArn, context);
}

/** The event of a REQUEST authorizer: that of a proxy integration, without the body. */
function requestEvent(methodArn: string, context: RoutedContext): JsonObject {
  const { identity, ...variables } = contextVariables(context);
  const apiKey = headerOf(context.incoming, 'x-api-key') ?? null;
  return {
    type: 'REQUEST',
    methodArn,
    ...requestFields(context),
    requestContext: {
      ...variables,
      identity: { ...(identity as JsonObject), apiKey, clientCert: null },
    },
  };
}

/** Who invokes the function of an authorizer: its role, or the service on behalf of it. */
export function authorizerPrincipal(
  { authorizerCredentials, authorizerId }: LambdaAuthorizer,
  context: RoutedContext,
): Principal {
  const role =
    authorizerCredentials === undefined
      ? undefined
      : credentialsPrincipal(authorizerCredentials)(context);
  return (
    role ?? {
      kind: 'service',
      service: 'apigateway.amazonaws.com',
      sourceArn: authorizerArn(context.deployment, authorizerId),
    }
  );
}
