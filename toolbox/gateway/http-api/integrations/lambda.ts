import { type InvokeFunction, LambdaServiceError } from '../../../shared/function-invoker.ts';
import { stringifyJson } from '../../../shared/json.ts';
import type { LambdaIntegration } from '../../../template/http-api-model.ts';
import { credentialsPrincipal } from '../../integrations/integration-principal.ts';
import { functionErrorOf, lambdaFunction } from '../../integrations/lambda-function.ts';
import type { IntegrationCall } from '../deployment.ts';
import { event1 } from '../events/event-1.ts';
import { event2 } from '../events/event-2.ts';
import { HttpApiError } from '../http-api-error.ts';
import { routePrincipal } from '../route-arn.ts';
import { readLambdaAnswer } from './lambda-answer.ts';

/**
 * Makes what invokes a function with the event.
 *
 * @param integration - without stage variables
 * @throws HttpApiError INTERNAL_ERROR, by the call, when Lambda refuses, the function fails or its
 * answer has not the form
 */
export function lambdaCall(
  { uri, credentials, payloadFormatVersion }: LambdaIntegration,
  lambda: InvokeFunction,
): IntegrationCall {
  const functionName = lambdaFunction(uri) ?? uri;
  const principalOf =
    credentials === undefined ? routePrincipal : credentialsPrincipal(credentials);
  const eventOf = payloadFormatVersion === '1.0' ? event1 : event2;
  return async (context) => {
    const principal = principalOf(context);
    const { payload, functionError } = await lambda({
      functionName,
      payload: stringifyJson(eventOf(context, context.integrationRequest)),
      ...(principal && { principal }),
    }).catch((error: unknown) => {
      throw refusalOf(error);
    });
    if (functionError !== undefined) throw functionFailure(payload);
    return readLambdaAnswer(payload, payloadFormatVersion);
  };
}

function refusalOf(error: unknown): unknown {
  if (!(error instanceof LambdaServiceError)) return error;
  const reason = `the function was not invoked: ${error.code}: ${error.message}`;
  return new HttpApiError('INTERNAL_ERROR', { reason, cause: error });
}

function functionFailure(payload: string): HttpApiError {
  const { errorType, errorMessage } = functionErrorOf(payload);
  return new HttpApiError('INTERNAL_ERROR', {
    reason: `the function failed: ${errorType || 'no errorType'}: ${errorMessage || 'no errorMessage'}`,
  });
}
