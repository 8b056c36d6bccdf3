import type { InvokeFunction } from '../../shared/function-invoker.ts';
import type { JsonService } from '../../shared/json-service.ts';
import type { Integration } from '../../template/model.ts';
import type { IntegrationRequestContext } from '../context.ts';
import type { IntegrationCall } from '../deployment.ts';
import { GatewayError } from '../gateway-error.ts';
import { lambdaCall } from './aws-lambda.ts';
import { lambdaProxyCall } from './aws-proxy-lambda.ts';
import { statesCall, statesOperation } from './aws-states.ts';
import { credentialsPrincipal, methodPrincipal } from './integration-principal.ts';
import { lambdaFunction, lambdaInvocation } from './lambda-function.ts';
import { callMock } from './mock.ts';

/** What integrations reach. */
export interface IntegrationServices {
  readonly states: JsonService;
  readonly lambda: InvokeFunction;
}

/**
 * Makes what calls the integration; one that is not supported fails when it is called, and says why
 * in the log.
 */
export function integrationCall(
  integration: Integration,
  { states, lambda }: IntegrationServices,
): IntegrationCall {
  const { type, uri, credentials } = integration;
  if (type === 'MOCK') return callMock;
  const reason = unsupportedReason(integration);
  if (reason !== undefined) return failWith(reason);
  const role = credentials === undefined ? undefined : credentialsPrincipal(credentials);
  const functionName = lambdaFunction(uri);
  if (functionName === undefined) {
    return statesCall<IntegrationRequestContext>(
      states,
      statesOperation(uri) ?? '',
      role ?? (() => undefined),
    );
  }
  const invoke = lambdaInvocation<IntegrationRequestContext>(
    lambda,
    functionName,
    integration,
    role ?? methodPrincipal,
  );
  return type === 'AWS_PROXY' ? lambdaProxyCall(invoke) : lambdaCall(invoke);
}

/** Why the local runtime cannot serve the integration; undefined when it can. */
export function unsupportedReason({ type, uri }: Integration): string | undefined {
  if (type === 'MOCK') return undefined;
  if (uri?.includes('${stageVariables.')) {
    return `the local runtime does not put stage variables into ${uri}`;
  }
  if (type === 'AWS' && statesOperation(uri) !== undefined) return undefined;
  if ((type === 'AWS' || type === 'AWS_PROXY') && lambdaFunction(uri) !== undefined) {
    return undefined;
  }
  const target = uri === undefined ? '' : ` to ${uri}`;
  return `the local runtime does not serve ${type} integrations${target}, only MOCK, AWS to arn:…:states:action/<Operation>, and AWS and AWS_PROXY to functions (arn:…:lambda:path/2015-03-31/functions/<ARN>/invocations)`;
}

function failWith(reason: string): IntegrationCall {
  return () => {
    throw new GatewayError('API_CONFIGURATION_ERROR', { reason });
  };
}
