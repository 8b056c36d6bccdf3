import { functionNameIn } from '../shared/arn.ts';
import { isJsonObject, type JsonValue } from '../shared/json.ts';
import type { Position } from '../shared/problem.ts';
import type { Api, FunctionPermission, SamTemplate } from './model.ts';
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
  reportRoutes(template, scope);
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

/** A method or route that invokes a function in API Gateway's own name. */
interface Invocation {
  /** Such as `POST /pets`. */
  readonly name: string;
  readonly uri: string;
  readonly position: Position;
}

function reportRoutes({ apis, permissions }: Permitted, { problems }: Scope): void {
  for (const { name, uri, position } of apis.flatMap(invocationsOf)) {
    const functionName = FUNCTION_ARN.exec(uri)?.[1];
    if (functionName === undefined || isNamed(functionName, permissions)) continue;
    const message = `no AWS::Lambda::Permission lets API Gateway invoke "${functionName}": ${name} answers here, and 500 on AWS`;
    problems.warning(position, 'missing-permission', message);
  }
}

/** None with a role of their own, which says for itself whether it may. */
function invocationsOf(api: Api): Invocation[] {
  switch (api.protocolType) {
    case 'REST':
      return api.methods.flatMap(({ httpMethod, resourcePath, integration }) =>
        integration?.uri?.endsWith('/invocations') && integration.credentials === undefined
          ? [{ ...integration, name: `${httpMethod} ${resourcePath}`, uri: integration.uri }]
          : [],
      );
    case 'HTTP':
      return api.routes.flatMap(({ routeKey, integration }) =>
        integration?.kind === 'LAMBDA' && integration.credentials === undefined
          ? [{ ...integration, name: routeKey }]
          : [],
      );
    case 'WEBSOCKET':
      return api.routes.flatMap(({ routeKey, integration }) =>
        integration?.integrationUri?.endsWith('/invocations') &&
        integration.credentialsArn === undefined
          ? [{ ...integration, name: routeKey, uri: integration.integrationUri }]
          : [],
      );
  }
}

function reportAuthorizers({ apis, permissions }: Permitted, { problems }: Scope): void {
  for (const { name, uri, position } of apis.flatMap(authorizersOf)) {
    const functionName = FUNCTION_ARN.exec(uri)?.[1];
    if (functionName === undefined || isNamed(functionName, permissions)) continue;
    const message = `no AWS::Lambda::Permission lets API Gateway invoke "${functionName}": authorizer "${name}" answers here, and 500 on AWS`;
    problems.warning(position, 'missing-permission', message);
  }
}

/** Those that are functions and have no role of their own. */
function authorizersOf(api: Api): Invocation[] {
  switch (api.protocolType) {
    case 'REST':
      return api.methods.flatMap(({ authorizer }) =>
        authorizer !== undefined &&
        authorizer.type !== 'COGNITO_USER_POOLS' &&
        authorizer.authorizerCredentials === undefined
          ? [{ ...authorizer, uri: authorizer.authorizerUri }]
          : [],
      );
    case 'HTTP':
      return api.routes.flatMap(({ authorization }) =>
        authorization.type === 'CUSTOM' && authorization.authorizer.credentials === undefined
          ? [{ ...authorization.authorizer, uri: authorization.authorizer.authorizerUri }]
          : [],
      );
    case 'WEBSOCKET':
      return [];
  }
}

/** Matches nothing in a URI whose function a stage variable names. */
const FUNCTION_ARN = /:function:([\w-]+)[^/]*(?:\/invocations)?$/;

function isNamed(name: string, permissions: readonly FunctionPermission[]): boolean {
  return permissions.some(
    ({ functionName }) => functionName === '*' || functionNameIn(functionName) === name,
  );
}
