import { isJsonObject, type JsonValue } from '../shared/json.ts';
import type { FunctionPermission, RestApi, SamTemplate } from './model.ts';
import { childOf } from './nodes.ts';
import type { Resource, Scope } from './scope.ts';

/**
 * Whether a state machine has a role or policies. One without them gets a role from SAM that allows
 * nothing.
 *
 * Local runtime: it may do everything then, and the developer is told.
 */
export function saysWhatItMayDo(stateMachine: Resource, scope: Scope): boolean {
  const properties = scope.propertiesOf(stateMachine);
  return ['Role', 'RoleArn', 'Policies'].some((key) => childOf(properties, key) !== undefined);
}

/** Names what deploys and is then refused by AWS, because the template says nothing that allows it. */
export function reportMissingPermissions(
  { apis, stateMachines, permissions }: Pick<SamTemplate, 'apis' | 'stateMachines' | 'permissions'>,
  resources: readonly Resource[],
  scope: Scope,
): void {
  for (const { logicalId, position, definition } of stateMachines) {
    const resource = resources.find((one) => one.logicalId === logicalId);
    if (resource === undefined || saysWhatItMayDo(resource, scope)) continue;
    if (!hasTask(definition.value)) continue;
    const message = `state machine "${logicalId}" has neither Role nor Policies: its tasks run here, and AWS refuses them`;
    scope.problems.warning(position, 'missing-permission', message);
  }
  for (const api of apis) reportUnpermittedMethods(api, permissions, scope);
}

function hasTask(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(hasTask);
  if (!isJsonObject(value)) return false;
  return value['Type'] === 'Task' || Object.values(value).some(hasTask);
}

const FUNCTION_NAME = /:function:([\w-]+)[^/]*\/invocations$/;

function reportUnpermittedMethods(
  { methods }: RestApi,
  permissions: readonly FunctionPermission[],
  { problems }: Scope,
): void {
  for (const { httpMethod, resourcePath, integration } of methods) {
    const functionName = FUNCTION_NAME.exec(integration?.uri ?? '')?.[1];
    if (integration === undefined || functionName === undefined) continue;
    const isPermitted = permissions.some((permission) => names(permission, functionName));
    if (isPermitted || integration.credentials !== undefined) continue;
    const message = `no AWS::Lambda::Permission lets API Gateway invoke "${functionName}": ${httpMethod} ${resourcePath} answers here, and 500 on AWS`;
    problems.warning(integration.position, 'missing-permission', message);
  }
}

/** A plain name, or one behind or before other parts of an ARN. */
function names({ functionName }: FunctionPermission, wanted: string): boolean {
  return functionName === '*' || functionName.split(':').includes(wanted);
}
