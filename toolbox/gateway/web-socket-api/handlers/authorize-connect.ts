import { accessKeyIdOf } from '../../../shared/access-key-id.ts';
import { authorizeRole } from '../../authorize-role.ts';
import { executeApiArn } from '../../execute-api-arn.ts';
import { headerOf } from '../../signature.ts';
import type { Authorization, RoutedConnectContext } from '../context.ts';
import type { AskAuthorizer } from './ask-authorizer.ts';
import type { AuthorizationServices } from './authorize-command.ts';

const OPEN: Authorization = {};

/**
 * Makes the stage that authorizes `$connect`. What comes of it stays with the connection.
 *
 * @throws GatewayError when the client may not connect
 * @see "Controlling access to a WebSocket API" (API Gateway Developer Guide)
 */
export function authorizeConnectWith(
  services: AuthorizationServices,
  askAuthorizer: AskAuthorizer,
): (context: RoutedConnectContext) => Authorization | Promise<Authorization> {
  return (context) => {
    const { authorization } = context.route.definition;
    switch (authorization.type) {
      case 'NONE':
        return OPEN;
      case 'AWS_IAM':
        return authorizeSigner(context, services);
      case 'CUSTOM':
        return askAuthorizer(context, authorization.authorizer);
    }
  };
}

function authorizeSigner(
  { deployment, incoming }: RoutedConnectContext,
  { authorizer, iam, principalOf }: AuthorizationServices,
): Authorization {
  const signer = principalOf(accessKeyIdOf(headerOf(incoming, 'authorization')) ?? '');
  if (signer !== undefined) {
    const arn = executeApiArn(deployment, '$connect', '');
    return { caller: authorizeRole(signer, 'execute-api:Invoke', arn, iam) };
  }
  return authorizer === undefined ? OPEN : { caller: authorizer({ incoming }) };
}
