import { GatewayError } from '../gateway-error.ts';
import type { EndpointResponse } from './integration-exchange.ts';
import { functionErrorOf, type Invocation, type RequestedContext } from './lambda-function.ts';

/**
 * Invokes the function of a proxy integration with the event; what it gives is the response.
 *
 * @throws GatewayError LAMBDA_PROXY_INVOCATION_ERROR when Lambda refuses the call,
 * LAMBDA_PROXY_RESPONSE_ERROR when the function fails
 */
export function lambdaProxyCall<Context extends RequestedContext>(
  invoke: Invocation<Context>,
): (context: Context) => Promise<EndpointResponse> {
  return async (context) => {
    const { payload, functionError } = await invoke(context);
    if (functionError !== undefined) throw functionFailure(payload);
    return { statusCode: 200, headers: [], body: payload, selector: '' };
  };
}

function functionFailure(payload: string): GatewayError {
  const { errorType, errorMessage } = functionErrorOf(payload);
  return new GatewayError('LAMBDA_PROXY_RESPONSE_ERROR', {
    reason: `the function failed: ${errorType || 'no errorType'}: ${errorMessage || 'no errorMessage'}`,
  });
}
