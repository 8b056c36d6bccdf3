import type { InvokeFunction } from '../../shared/function-invoker.ts';
import type { TaskInvoker } from '../../states/execution.ts';
import { StatesError } from '../../states/states-error.ts';
import { lambdaFunctionInvoker, lambdaInvokeInvoker } from './lambda.ts';

const FUNCTION_ARN = /^arn:[^:]+:lambda:[^:]*:\d*:function:/;

/** The service integrations that can run here, by what follows `arn:<partition>:states:::`. */
const SERVICE_INTEGRATIONS = {
  'lambda:invoke': lambdaInvokeInvoker,
} as const satisfies Record<string, (invoke: InvokeFunction, uuid: () => string) => TaskInvoker>;

const SERVICE_PREFIX = /^arn:[^:]+:states:::/;

function integrationOf(resource: string): keyof typeof SERVICE_INTEGRATIONS | undefined {
  const name = resource.replace(SERVICE_PREFIX, '');
  return name !== resource && Object.hasOwn(SERVICE_INTEGRATIONS, name)
    ? (name as keyof typeof SERVICE_INTEGRATIONS)
    : undefined;
}

/** Tells whether a Task with this Resource can run here. */
export function isSupportedResource(resource: string): boolean {
  return FUNCTION_ARN.test(resource) || integrationOf(resource) !== undefined;
}

/** The invoker that picks the integration by the Task's Resource. */
export function createTaskInvoker(invoke: InvokeFunction, uuid: () => string): TaskInvoker {
  const invokeByArn = lambdaFunctionInvoker(invoke, uuid);
  const invokers = new Map<string, TaskInvoker>();
  return async (task) => {
    if (FUNCTION_ARN.test(task.resource)) return invokeByArn(task);
    const integration = integrationOf(task.resource);
    if (integration === undefined) {
      throw new StatesError(
        'States.Runtime',
        `The local runtime does not support the resource '${task.resource}' of the state '${task.stateName}'.`,
      );
    }
    let invoker = invokers.get(integration);
    if (invoker === undefined) {
      invoker = SERVICE_INTEGRATIONS[integration](invoke, uuid);
      invokers.set(integration, invoker);
    }
    return invoker(task);
  };
}
