import {
  type InvokeFunction,
  type InvokeRequest,
  type InvokeResult,
  LambdaServiceError,
} from '../../shared/function-invoker.ts';
import { isJsonObject, type JsonValue, propertyOf } from '../../shared/json.ts';
import type { Principal } from '../../shared/principal.ts';
import type { Integration } from '../../template/model.ts';
import { GatewayError } from '../gateway-error.ts';
import { payloadText } from '../payload.ts';
import type { IntegrationRequest } from './integration-exchange.ts';

const LAMBDA_PATH_URI =
  /^arn:[\w-]+:apigateway:[\w-]+:lambda:path\/+2015-03-31\/functions\/([^/]+)\/invocations$/;

/** The ARN of the function that an integration URI names; undefined when it names none. */
export function lambdaFunction(uri: string | undefined): string | undefined {
  return LAMBDA_PATH_URI.exec(uri ?? '')?.[1];
}

/** What Lambda says to a body that is no JSON. */
export const INVALID_REQUEST_CONTENT = 'InvalidRequestContentException';

/** What a call of an integration needs, whatever the protocol of the API. */
export interface RequestedContext {
  readonly integrationRequest: IntegrationRequest;
}

export type Invocation<Context extends RequestedContext> = (
  context: Context,
  invocationType?: NonNullable<InvokeRequest['invocationType']>,
) => Promise<InvokeResult>;

/**
 * Makes what invokes the function of an integration with the body of the integration request.
 *
 * @throws GatewayError when Lambda refuses the call, and LambdaServiceError when it does so because
 * of the body, both by the invocation
 */
export function lambdaInvocation<Context extends RequestedContext>(
  lambda: InvokeFunction,
  functionName: string,
  { type, httpMethod }: Pick<Integration, 'httpMethod' | 'type'>,
  principalOf: (context: Context) => Principal | undefined,
): Invocation<Context> {
  const errorType =
    type === 'AWS_PROXY' ? 'LAMBDA_PROXY_INVOCATION_ERROR' : 'API_CONFIGURATION_ERROR';
  return async (context, invocationType = 'RequestResponse') => {
    if (httpMethod !== 'POST') {
      throw new GatewayError(errorType, {
        reason: `the httpMethod of the integration must be POST, which invokes a function; it is ${httpMethod}`,
      });
    }
    const principal = principalOf(context);
    try {
      return await lambda({
        functionName,
        payload: payloadText(context.integrationRequest.body),
        invocationType,
        ...(principal && { principal }),
      });
    } catch (error) {
      if (!(error instanceof LambdaServiceError) || error.code === INVALID_REQUEST_CONTENT) {
        throw error;
      }
      const reason = `the function was not invoked: ${error.code}: ${error.message}`;
      throw new GatewayError(errorType, { reason, cause: error });
    }
  };
}

/** `errorType` and `errorMessage` of a function error; empty texts where they are missing. */
export function functionErrorOf(payload: string): { errorType: string; errorMessage: string } {
  const error = parsed(payload);
  return { errorType: textOf(error, 'errorType'), errorMessage: textOf(error, 'errorMessage') };
}

/** An endpoint elsewhere need not answer with JSON. */
function parsed(payload: string): JsonValue {
  try {
    return JSON.parse(payload) as JsonValue;
  } catch {
    return null;
  }
}

function textOf(error: JsonValue, name: string): string {
  const value = isJsonObject(error) ? propertyOf(error, name) : undefined;
  return typeof value === 'string' ? value : '';
}
