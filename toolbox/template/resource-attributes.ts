import type { Position } from '../shared/problem.ts';
import { childOf, scalarText } from './nodes.ts';
import { pseudoParameter } from './pseudo-parameters.ts';
import { resourceIdOf } from './resource-id.ts';
import { RESOURCE_TYPES, type ResourceType } from './resource-types.ts';
import type { Resource, Scope } from './scope.ts';

/** What `Ref` gives for a resource: its name, its id or its ARN, as its type has it. */
export function referenceOf(resource: Resource, scope: Scope): string {
  const qualified = qualifiedFunctionArn(resource, scope);
  if (qualified !== undefined) return qualified;
  const type = RESOURCE_TYPES[resource.type];
  return type === undefined ? resource.logicalId : expand(type.ref, resource, type, scope);
}

/** Its function answers with whatever attributes it likes. */
const CUSTOM_RESOURCE = /^(?:Custom::.|AWS::CloudFormation::CustomResource$)/;

/** What `Fn::GetAtt` gives; an attribute that the type does not have is reported. */
export function attributeOf(
  resource: Resource,
  attribute: string,
  position: Position,
  scope: Scope,
): string {
  const type = RESOURCE_TYPES[resource.type];
  const text = type?.attributes[attribute];
  if (type !== undefined && text !== undefined) return expand(text, resource, type, scope);
  if (type?.isComplete) {
    const names = Object.keys(type.attributes).join(', ');
    const message = `"${resource.logicalId}" is of type ${resource.type}, which has no attribute "${attribute}": expected one of ${names}`;
    scope.problems.error(position, 'unknown-attribute', message);
  }
  if (attribute !== 'Arn' || CUSTOM_RESOURCE.test(resource.type)) {
    return `${resource.logicalId}.${attribute}`;
  }
  const service = resource.type.split('::')[1]?.toLowerCase() ?? 'custom';
  const { partition, region, accountId } = scope.identity;
  return `arn:${partition}:${service}:${region}:${accountId}:${resource.logicalId}`;
}

/** The name that the template fixes, else the logical id, as `sam local` names functions. */
export function nameOf(resource: Resource, property: string | undefined, scope: Scope): string {
  if (property === undefined) return resource.logicalId;
  return propertyText(resource, property, scope) ?? resource.logicalId;
}

/** A property as text, when it is set and does not lead back to itself. */
export function propertyText(
  resource: Resource,
  property: string,
  scope: Scope,
): string | undefined {
  const node = childOf(resource.properties, property);
  if (node === undefined) return undefined;
  const { logicalId } = resource;
  if (scope.naming.has(logicalId)) {
    const circle = [...scope.naming, logicalId].join(' → ');
    const message = `${circle} refer to each other: write one of the names without a reference`;
    scope.problems.error(node.position, 'circular-reference', message);
    return undefined;
  }
  scope.naming.add(logicalId);
  try {
    return scalarText(scope.resolve(node));
  } finally {
    scope.naming.delete(logicalId);
  }
}

function expand(text: string, resource: Resource, type: ResourceType, scope: Scope): string {
  return text.replace(/\{(\w+)\}/g, (_, variable: string) =>
    variableOf(variable, resource, type, scope),
  );
}

function variableOf(name: string, resource: Resource, type: ResourceType, scope: Scope): string {
  switch (name) {
    case 'Name':
      return nameOf(resource, type.nameProperty, scope);
    case 'LowerName':
      return nameOf(resource, type.nameProperty, scope).toLowerCase();
    case 'LogicalId':
      return resource.logicalId;
    case 'CidrBlock':
      return propertyText(resource, 'CidrBlock', scope) ?? `${resource.logicalId}.CidrBlock`;
    case 'Path':
      return propertyText(resource, 'Path', scope) ?? '/';
    case 'Id':
      return resourceIdOf(resource.logicalId);
    case 'RootId':
      return resourceIdOf(`${resource.logicalId}/`);
    default:
      return pseudoParameter(`AWS::${name}`, scope) ?? '';
  }
}

/** The version of every function: locally nothing is ever published twice. */
const FUNCTION_VERSION = '1';

/** The ARN that a `Ref` to a version or an alias of a function gives. */
function qualifiedFunctionArn(resource: Resource, scope: Scope): string | undefined {
  const isVersion = resource.type === 'AWS::Lambda::Version';
  if (!isVersion && resource.type !== 'AWS::Lambda::Alias') return undefined;
  const name = propertyText(resource, 'FunctionName', scope) ?? resource.logicalId;
  const { partition, region, accountId } = scope.identity;
  const arn = name.startsWith('arn:')
    ? name
    : `arn:${partition}:lambda:${region}:${accountId}:function:${name}`;
  const qualifier = isVersion ? FUNCTION_VERSION : nameOf(resource, 'Name', scope);
  return `${arn}:${qualifier}`;
}
