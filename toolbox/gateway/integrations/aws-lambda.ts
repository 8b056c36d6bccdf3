import {
  type InvokeRequest,
  type InvokeResult,
  LambdaServiceError,
} from '../../shared/function-invoker.ts';
import type { HeaderPair } from '../gateway.ts';
import { GatewayError } from '../gateway-error.ts';
import type { MultiValues } from '../parameter-values.ts';
import type { EndpointResponse } from './integration-exchange.ts';
import {
  functionErrorOf,
  INVALID_REQUEST_CONTENT,
  type Invocation,
  type RequestedContext,
} from './lambda-function.ts';
import { checkServiceHeaders } from './service-headers.ts';

type InvocationType = NonNullable<InvokeRequest['invocationType']>;

/**
 * Invokes a function with the rendered body. A mapped header `X-Amz-Invocation-Type` says how;
 * other mapped headers and query parameters end here.
 *
 * @throws GatewayError API_CONFIGURATION_ERROR when a header is mapped that Lambda does not accept,
 * or when Lambda refuses the call
 * @see "Set up asynchronous invocation of the backend Lambda function" (API Gateway Developer
 * Guide)
 */
export function lambdaCall<Context extends RequestedContext>(
  invoke: Invocation<Context>,
): (context: Context) => Promise<EndpointResponse> {
  return async (context) => {
    const { headers } = context.integrationRequest;
    checkServiceHeaders(headers);
    const invocationType = invocationTypeOf(headers);
    try {
      return endpointResponse(await invoke(context, invocationType), invocationType);
    } catch (error) {
      if (error instanceof LambdaServiceError) return refusal(error);
      throw error;
    }
  };
}

function invocationTypeOf(headers: MultiValues): InvocationType {
  const name = Object.keys(headers).find((one) => one.toLowerCase() === 'x-amz-invocation-type');
  const value = name === undefined ? 'RequestResponse' : headers[name];
  if (value === 'RequestResponse' || value === 'Event' || value === 'DryRun') return value;
  throw new GatewayError('API_CONFIGURATION_ERROR', {
    reason: `X-Amz-Invocation-Type must be RequestResponse, Event or DryRun, not ${value}`,
  });
}

function endpointResponse(
  { payload, functionError, executedVersion, requestId }: InvokeResult,
  invocationType: InvocationType,
): EndpointResponse {
  const headers: readonly HeaderPair[] = [
    ['Content-Type', 'application/json'],
    ['x-amzn-RequestId', requestId],
  ];
  if (invocationType !== 'RequestResponse') {
    return { statusCode: 200, headers, body: '', selector: '' };
  }
  const executed: readonly HeaderPair[] = [...headers, ['X-Amz-Executed-Version', executedVersion]];
  if (functionError === undefined) {
    return { statusCode: 200, headers: executed, body: payload, selector: '' };
  }
  const { errorType, errorMessage } = functionErrorOf(payload);
  return {
    statusCode: 200,
    headers: [...executed, ['X-Amz-Function-Error', functionError]],
    body: payload,
    selector: errorMessage,
    error: `the function failed: ${errorType}: ${errorMessage}`,
  };
}

/** Lambda's own answer to a body that is no JSON. It is no error of the function. */
function refusal({ statusCode, message }: LambdaServiceError): EndpointResponse {
  return {
    statusCode,
    headers: [
      ['Content-Type', 'application/json'],
      ['x-amzn-ErrorType', INVALID_REQUEST_CONTENT],
    ],
    body: JSON.stringify({ Type: 'User', message }),
    selector: '',
    error: `Lambda refused the integration request: ${message}`,
  };
}
