import { accessKeyIdOf } from '../../../shared/access-key-id.ts';
import type { Authorize, RolePrincipal } from '../../../shared/principal.ts';
import { authorizeRole } from '../../authorize-role.ts';
import { executeApiArn } from '../../execute-api-arn.ts';
import { GatewayError } from '../../gateway-error.ts';
import { headerOf } from '../../signature.ts';
import type { SignatureCheck } from '../../sigv4.ts';
import type { ParsedCommandContext } from '../context.ts';

export interface AuthorizationServices {
  /** Judges what comes from the network; without it every call of a stranger passes. */
  readonly authorizer?: SignatureCheck | undefined;
  /** Judges what parts of the template sign. */
  readonly iam?: Authorize | undefined;
  /** The function of the template that an access key belongs to. */
  readonly principalOf: (accessKeyId: string) => RolePrincipal | undefined;
}

/**
 * Makes the stage that authorizes a call of the `@connections` API, which API Gateway always asks a
 * signature of.
 *
 * @throws GatewayError when the call is not signed, or may not be made
 */
export function authorizeCommandWith({
  authorizer,
  iam,
  principalOf,
}: AuthorizationServices): (context: ParsedCommandContext) => void {
  return ({ deployment, incoming, command }) => {
    const { sender } = incoming;
    const signer =
      sender === undefined
        ? principalOf(accessKeyIdOf(headerOf(incoming, 'authorization')) ?? '')
        : sender.signer;
    if (signer !== undefined) {
      const path = `/@connections/${command.connectionId}`;
      const arn = executeApiArn(deployment, command.method, path);
      authorizeRole(signer, 'execute-api:ManageConnections', arn, iam);
    } else if (sender !== undefined) {
      const reason = 'the call is not signed: a state needs AuthType IAM_ROLE';
      throw new GatewayError('MISSING_AUTHENTICATION_TOKEN', { reason });
    } else {
      authorizer?.({ incoming });
    }
  };
}
