import { accessKeyIdOf } from '../../../shared/access-key-id.ts';
import type { Authorize, RolePrincipal } from '../../../shared/principal.ts';
import { executeApiArn } from '../../execute-api-arn.ts';
import { headerOf } from '../../signature.ts';
import type { SignatureCheck } from '../../sigv4.ts';
import type { ParsedCommandContext, PrincipalOf } from '../context.ts';
import { asWebSocketApiError, WebSocketApiError } from '../web-socket-api-error.ts';

export interface CommandAuthorization {
  /** Verifies what comes from the network; without it every call of a stranger passes. */
  readonly verify?: ((incoming: ParsedCommandContext['incoming']) => void) | undefined;
  readonly iam?: Authorize | undefined;
  /** The functions of the template, which are known by their access keys. */
  readonly principalOf: PrincipalOf;
}

const ACTION = 'execute-api:ManageConnections';
