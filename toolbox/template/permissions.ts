import {
  type ApiEvent,
  isDefaultRoute,
  resourcePathOf,
  startsFunction,
  targetArn,
} from './api-events.ts';
import { connectorNames } from './connectors.ts';
import type { FunctionPermission } from './model.ts';
import { childOf, isMapping, scalarText, type TemplateNode } from './nodes.ts';
import { PropertyReader } from './property-reader.ts';
import { referenceOf } from './resource-attributes.ts';
import type { Resource, Scope } from './scope.ts';
import { holdsUnknownValue } from './unknown-values.ts';
import { webSocketPermissions } from './web-socket-api/web-socket-permissions.ts';

/**
 * Who may invoke functions by their own policies: as written, by SAM for events, and what nobody
 * can tell.
 */
export function functionPermissions(
  resources: readonly Resource[],
  events: readonly ApiEvent[],
  scope: Scope,
): FunctionPermission[] {
  const [position] = resources.map((resource) => resource.position);
  const anything = { functionName: '*', action: 'lambda:*', principal: '*' };
  return [
    ...resources
      .filter(({ type }) => type === 'AWS::Lambda::Permission')
      .map((resource) => writtenPermission(resource, scope)),
    ...resources.flatMap((resource) => webSocketPermissions(resource, scope)),
    ...resources.flatMap((resource) => authorizerPermissions(resource, scope)),
    ...events.filter(startsFunction).map((event) => eventPermission(event, scope)),
    ...(position === undefined ? [] : connectorNames(scope).map(() => ({ ...anything, position }))),
  ];
}

/** What is not known here stands for anything, so that nobody is refused by guess. */
function writtenPermission(resource: Resource, scope: Scope): FunctionPermission {
  const { logicalId, position } = resource;
  const properties = scope.propertiesOf(resource);
  const read = new PropertyReader(properties, `permission "${logicalId}"`, scope.problems);
  const isKnown = (key: string): boolean => {
    const node = childOf(properties, key);
    return node !== undefined && !holdsUnknownValue(node);
  };
  const required = (key: string, anything: string): string => {
    const text = read.requiredText(key);
    return isKnown(key) ? (text ?? anything) : anything;
  };
  const sourceArn = isKnown('SourceArn') ? read.text('SourceArn') : undefined;
  return {
    functionName: required('FunctionName', '*'),
    action: required('Action', 'lambda:*'),
    principal: required('Principal', '*'),
    ...(sourceArn !== undefined && { sourceArn }),
    position,
  };
}

/** Whether SAM makes a permission for the function of an authorizer, by the type of the API. */
const HAS_PERMISSION: Readonly<Record<string, (authorizer: TemplateNode) => boolean>> = {
  'AWS::Serverless::Api': (authorizer) =>
    scalarText(childOf(authorizer, 'DisableFunctionDefaultPermissions')) !== 'true',
  'AWS::Serverless::HttpApi': (authorizer) =>
    scalarText(childOf(authorizer, 'EnableFunctionDefaultPermissions')) === 'true',
};

/** The permissions that SAM makes for the functions of an API's authorizers. */
function authorizerPermissions(api: Resource, scope: Scope): FunctionPermission[] {
  const hasPermission = HAS_PERMISSION[api.type];
  if (hasPermission === undefined) return [];
  const { partition, region, accountId } = scope.identity;
  const authorizers = childOf(childOf(scope.propertiesOf(api), 'Auth'), 'Authorizers');
  return [...(isMapping(authorizers) ? authorizers.entries.values() : [])].flatMap(({ value }) => {
    const functionName = scalarText(childOf(value, 'FunctionArn'));
    if (functionName === undefined || !hasPermission(value)) return [];
    const source = `${referenceOf(api, scope)}/authorizers/*`;
    return {
      functionName,
      action: 'lambda:InvokeFunction',
      principal: 'apigateway.amazonaws.com',
      sourceArn: `arn:${partition}:execute-api:${region}:${accountId}:${source}`,
      position: value.position,
    };
  });
}

/** The permission that SAM makes for an event, for every stage. */
function eventPermission(event: ApiEvent, scope: Scope): FunctionPermission {
  const { type, target, api, position, httpMethod, properties } = event;
  const { partition, region, accountId } = scope.identity;
  const verb = httpMethod === 'ANY' ? '*' : httpMethod;
  const resourcePath = isDefaultRoute(event)
    ? ''
    : resourcePathOf(event).replaceAll(/\{[\w.-]+\+?\}/g, '*');
  // A name without !Ref, which SAM takes for the id, leads to no API.
  const apiId = scalarText(childOf(properties, type.idProperty)) ?? referenceOf(api, scope);
  const source = `${apiId}/*/${verb}${resourcePath}`;
  const alias = childOf(scope.propertiesOf(target), 'AutoPublishAlias');
  return {
    functionName: alias === undefined ? referenceOf(target, scope) : targetArn(event, scope),
    action: 'lambda:InvokeFunction',
    principal: 'apigateway.amazonaws.com',
    sourceArn: `arn:${partition}:execute-api:${region}:${accountId}:${source}`,
    position,
  };
}
