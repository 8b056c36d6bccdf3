import { activityTask } from './activity.ts';
import { apiGatewayInvoke } from './api-gateway.ts';
import { awsSdkConnections } from './aws-sdk-connections.ts';
import { awsSdkStates } from './aws-sdk-states.ts';
import { awsSdkService, optimisedService } from './aws-service.ts';
import { httpInvoke } from './http-invoke.ts';
import type { Integration } from './integration.ts';
import { awsSdkLambdaInvoke, invokeByArn, lambdaInvoke } from './lambda.ts';
import type { ServiceClients } from './service-client.ts';
import { startExecution, startExecutionSync, startExecutionSync2 } from './start-execution.ts';
import { waitForTaskToken } from './wait-for-task-token.ts';

const FUNCTION_ARN = /^arn:[^:]+:lambda:[^:]*:\d*:function:/;
export const ACTIVITY_ARN = /^arn:[^:]+:states:[^:]*:\d*:activity:/;

/** The service integrations that can run here, by what follows `arn:<partition>:states:::`. */
export const SERVICE_INTEGRATIONS: ReadonlyMap<string, Integration> = new Map([
  ['apigateway:invoke', apiGatewayInvoke],
  ['aws-sdk:lambda:invoke', awsSdkLambdaInvoke],
  ['http:invoke', httpInvoke],
  ['lambda:invoke', lambdaInvoke],
  ['states:startExecution', startExecution],
  ['states:startExecution.sync', startExecutionSync],
  ['states:startExecution.sync:2', startExecutionSync2],
]);

const SERVICE_PREFIX = /^arn:[^:]+:states:::/;
const TASK_TOKEN_SUFFIX = '.waitForTaskToken';
const SERVICE_ACTION = /^(aws-sdk:)?([\w-]+):(\w+)$/;

/** What stands behind a Resource; undefined when nothing here does. */
export function integrationOf(resource: string): Integration | undefined {
  if (FUNCTION_ARN.test(resource)) return invokeByArn;
  if (ACTIVITY_ARN.test(resource)) return activityTask;
  const name = resource.replace(SERVICE_PREFIX, '');
  if (name === resource) return undefined;
  if (!name.endsWith(TASK_TOKEN_SUFFIX)) return serviceIntegration(name);
  const integration = serviceIntegration(name.slice(0, -TASK_TOKEN_SUFFIX.length));
  return integration && waitForTaskToken(integration);
}

function serviceIntegration(name: string): Integration | undefined {
  const known = SERVICE_INTEGRATIONS.get(name);
  if (known !== undefined) return known;
  const [, sdk, service = '', action = ''] = SERVICE_ACTION.exec(name) ?? [];
  if (sdk === undefined) return optimisedService(service, action);
  if (service === 'apigatewaymanagementapi') return awsSdkConnections(action);
  return service === 'sfn' ? awsSdkStates(action) : awsSdkService(service, action);
}

/**
 * Why a Task with this Resource would fail whatever its parameters are; undefined when it would not.
 */
export function resourceFault(
  resource: string,
  serviceClients: ServiceClients,
): string | undefined {
  const integration = integrationOf(resource);
  if (integration === undefined) {
    return `The resource '${resource}' is not supported: its Task fails with States.Runtime unless it is mocked (--mock-config).`;
  }
  const { service } = integration;
  const remedy = service === undefined ? undefined : serviceClients.remedyOf(service);
  return (
    remedy &&
    `The resource '${resource}' cannot be called: its Task fails with States.Runtime unless it is mocked. ${remedy}`
  );
}
