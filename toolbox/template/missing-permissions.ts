import { functionNameIn } from '../shared/arn.ts';
import { isJsonObject, type JsonValue } from '../shared/json.ts';
import { restApisOf } from './apis.ts';
import type { FunctionPermission, Integration, SamTemplate } from './model.ts';
import { mayDoNothing } from './roles.ts';
import type { Scope } from './scope.ts';

/** What is looked at: permissions of functions against those who need them. */
type Permitted = Pick<SamTemplate, 'apis' | 'stateMachines' | 'permissions'>;

/**
 * Warns of what deploys and is then refused by AWS, because nothing in the template allows it. Here
 * it is allowed.
 */
export function reportMissingPermissions(template: Permitted, scope: Scope): void {
  reportStateMachines(template, scope);
  reportMethods(template, scope);
  reportAuthorizers(template, scope);
}

function reportStateMachines({ stateMachines }: Permitted, scope: Scope): void {
  for (const { logicalId, position, definition } of stateMachines) {
    const resource = scope.resources.get(logicalId);
    if (resource === undefined || !mayDoNothing(resource, scope)) continue;
    if (!hasTask(definition.value)) continue;
    const message = `state machine "${logicalId}" has neither Role nor Policies: its tasks run here, and AWS refuses them`;
    scope.problems.warning(position, 'missing-permission', message);
  }
}

/** Anywhere, as states stand in branches and item processors too. */
function hasTask(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.some(hasTask);
  if (!isJsonObject(value)) return false;
  return value['Type'] === 'Task' || Object.values(value).some(hasTask);
}

function reportMethods(permitted: Permitted, { problems }: Scope): void {
  const { permissions } = permitted;
  const methods = restApisOf(permitted).flatMap((api) => api.methods);
  for (const { httpMethod, resourcePath, integration } of methods) {
    if (integration === undefined || integration.credentials !== undefined) continue;
    const functionName = invokedFunction(integration);
    if (functionName === undefined || isNamed(functionName, permissions)) continue;
    const message = `no AWS::Lambda::Permission lets API Gateway invoke "${functionName}": ${httpMethod} ${resourcePath} answers here, and 500 on AWS`;
    problems.warning(integration.position, 'missing-permission', message);
  }
}

function reportAuthorizers(permitted: Permitted, { problems }: Scope): void {
  const authorizers = restApisOf(permitted)
    .flatMap(({ methods }) => methods)
    .map(({ authorizer }) => authorizer)
    .filter((authorizer) => authorizer !== undefined && authorizer.type !== 'COGNITO_USER_POOLS');
  for (const { name, authorizerUri, authorizerCredentials, position } of authorizers) {
    if (authorizerCredentials !== undefined) continue;
    const functionName = invokedFunction({ uri: authorizerUri });
    if (functionName === undefined || isNamed(functionName, permitted.permissions)) continue;
    const message = `no AWS::Lambda::Permission lets API Gateway invoke "${functionName}": authorizer "${name}" answers here, and 500 on AWS`;
    problems.warning(position, 'missing-permission', message);
  }
}

const INVOCATIONS_URI = /:function:([\w-]+)[^/]*\/invocations$/;

/** Undefined when the integration invokes no function, or one that a stage variable names. */
function invokedFunction({ uri = '' }: Pick<Integration, 'uri'>): string | undefined {
  return INVOCATIONS_URI.exec(uri)?.[1];
}

function isNamed(name: string, permissions: readonly FunctionPermission[]): boolean {
  return permissions.some(
    ({ functionName }) => functionName === '*' || functionNameIn(functionName) === name,
  );
}
