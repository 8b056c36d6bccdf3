import type { TaskIntegrations } from '../../states/execution.ts';
import { StatesError } from '../../states/states-error.ts';
import { apiGatewayInvoke } from './api-gateway.ts';
import type { Integration, IntegrationPorts } from './integration.ts';
import { invokeByArn, lambdaInvoke } from './lambda.ts';

const FUNCTION_ARN = /^arn:[^:]+:lambda:[^:]*:\d*:function:/;

/** The service integrations that can run here, by what follows `arn:<partition>:states:::`. */
const SERVICE_INTEGRATIONS: Readonly<Record<string, Integration>> = {
  'apigateway:invoke': apiGatewayInvoke,
  'lambda:invoke': lambdaInvoke,
};

const SERVICE_PREFIX = /^arn:[^:]+:states:::/;

function integrationOf(resource: string): Integration | undefined {
  if (FUNCTION_ARN.test(resource)) return invokeByArn;
  const name = resource.replace(SERVICE_PREFIX, '');
  return name !== resource && Object.hasOwn(SERVICE_INTEGRATIONS, name)
    ? SERVICE_INTEGRATIONS[name]
    : undefined;
}

/** Tells whether a Task with this Resource can run here. */
export function isSupportedResource(resource: string): boolean {
  return integrationOf(resource) !== undefined;
}

/** Picks the integration by the Task's Resource. */
export function createTaskIntegrations(ports: IntegrationPorts): TaskIntegrations {
  return {
    parameterErrors: ({ resource, payload }) =>
      integrationOf(resource)?.parameterErrors(payload) ?? [],
    invokeTask: async (task) => {
      const integration = integrationOf(task.resource);
      if (integration !== undefined) return integration.invoke(ports, task);
      throw new StatesError(
        'States.Runtime',
        `The local runtime does not support the resource '${task.resource}' of the state '${task.stateName}'.`,
      );
    },
  };
}
