import type { Authorize } from '../../../shared/principal.ts';
import type { Caller } from '../../caller.ts';
import { callerOf } from '../../caller.ts';
import type { GatewayRequest } from '../../gateway.ts';
import { GatewayError } from '../../gateway-error.ts';
import type { SignatureCheck } from '../../sigv4.ts';
import type { RoutedHttpContext } from '../context.ts';
import { HttpApiError } from '../http-api-error.ts';
import { routeArn } from '../route-arn.ts';

export interface IamOptions {
  /** Without it every request from the network passes. */
  readonly verifySignature?: SignatureCheck | undefined;
  /** Judges what services of this process sign. */
  readonly iam?: Authorize | undefined;
}

/**
 * Tells who calls a route with the authorization type `AWS_IAM`; undefined when nobody verifies.
 *
 * @throws HttpApiError FORBIDDEN when the request is not signed, or its signer may not call
 */
export function iamCaller(
  context: RoutedHttpContext,
  { verifySignature, iam }: IamOptions,
): Caller | undefined {
  const { incoming } = context;
  if (incoming.sender === undefined) return verified(incoming, verifySignature);
  const { signer } = incoming.sender;
  if (signer === undefined) throw forbidden('the request is not signed');
  const refusal = iam?.(signer, 'execute-api:Invoke', routeArn(context));
  if (refusal !== undefined) throw forbidden(refusal);
  return callerOf(signer);
}

function verified(
  incoming: GatewayRequest,
  verifySignature: SignatureCheck | undefined,
): Caller | undefined {
  try {
    return verifySignature?.({ incoming });
  } catch (error) {
    if (error instanceof GatewayError) throw forbidden(error.message, error);
    throw error;
  }
}

function forbidden(reason: string, cause?: Error): HttpApiError {
  return new HttpApiError('FORBIDDEN', { reason, cause });
}
