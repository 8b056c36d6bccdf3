import type { InvokeFunction } from '../../../shared/function-invoker.ts';
import type { JsonService } from '../../../shared/json-service.ts';
import type { HttpApiIntegration } from '../../../template/http-api-model.ts';
import type { SendBackendRequest } from '../../integrations/backend.ts';
import type { IntegrationCall } from '../deployment.ts';
import { HttpApiError } from '../http-api-error.ts';
import { httpProxyCall } from './http-proxy.ts';
import { lambdaCall } from './lambda.ts';
import { stepFunctionsCall } from './step-functions.ts';

/** What integrations reach. */
export interface HttpApiServices {
  readonly states: JsonService;
  readonly lambda: InvokeFunction;
  /** Reaches HTTP backends. */
  readonly sendRequest: SendBackendRequest;
}

/**
 * Makes what calls the integration; one that is not supported answers as a service that is not
 * there, and says why in the log.
 *
 * @param integration - without stage variables
 */
export function integrationCall(
  integration: HttpApiIntegration,
  { states, lambda, sendRequest }: HttpApiServices,
): IntegrationCall {
  switch (integration.kind) {
    case 'LAMBDA':
      return lambdaCall(integration, lambda);
    case 'HTTP_PROXY':
      return httpProxyCall(integration, sendRequest);
    case 'SERVICE':
      return stepFunctionsCall(integration, states) ?? unavailable(integration.integrationSubtype);
  }
}

function unavailable(integrationSubtype: string): IntegrationCall {
  return () => {
    throw new HttpApiError('SERVICE_UNAVAILABLE', {
      reason: `the local runtime has no ${integrationSubtype}, only the actions of Step Functions`,
    });
  };
}
