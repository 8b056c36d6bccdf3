import { roleArn } from '../shared/arn.ts';
import type { JsonObject } from '../shared/json.ts';
import { type ApiEvent, startsFunction } from './api-events.ts';
import { eventRole } from './event-roles.ts';
import type { RoleConfiguration } from './model.ts';
import { childOf, itemsOf, type MappingNode, scalarText } from './nodes.ts';
import { attachedDocuments, readPolicies } from './policies.ts';
import { attributeOf, nameOf, referenceOf } from './resource-attributes.ts';
import type { Resource, Scope } from './scope.ts';

const SAM_STATE_MACHINE = 'AWS::Serverless::StateMachine';
const TYPES_WITH_GENERATED_ROLE = ['AWS::Serverless::Function', SAM_STATE_MACHINE];

/** The roles of a template: its own, then those that SAM makes. */
export function roleConfigurations(
  resources: readonly Resource[],
  events: readonly ApiEvent[],
  scope: Scope,
): RoleConfiguration[] {
  return [
    ...resources
      .filter(({ type }) => type === 'AWS::IAM::Role')
      .map((resource) => roleConfiguration(resource, scope)),
    ...resources
      .filter(({ type }) => TYPES_WITH_GENERATED_ROLE.includes(type))
      .map((resource) => generatedRole(resource, scope))
      .filter((role) => role !== undefined),
    ...events.filter((event) => !startsFunction(event)).map((event) => eventRole(event, scope)),
  ];
}

/**
 * Whether a state machine has neither `Role` nor `Policies`, so that SAM makes a role for it that
 * allows nothing.
 *
 * Local runtime: it may do everything then, and the developer is told.
 */
export function mayDoNothing(resource: Resource, scope: Scope): boolean {
  const properties = scope.propertiesOf(resource);
  return (
    resource.type === SAM_STATE_MACHINE &&
    childOf(properties, 'Role') === undefined &&
    childOf(properties, 'Policies') === undefined
  );
}

/** `AWS::IAM::Role`, with the policies that are resources of their own and attached to it. */
function roleConfiguration(resource: Resource, scope: Scope): RoleConfiguration {
  const properties = scope.propertiesOf(resource);
  const name = referenceOf(resource, scope);
  const policies = [
    ...itemsOf(childOf(properties, 'Policies')).map((policy) => childOf(policy, 'PolicyDocument')),
    ...attachedDocuments(name, scope),
    ...itemsOf(childOf(properties, 'ManagedPolicyArns')),
  ];
  return {
    logicalId: resource.logicalId,
    roleName: nameOf(resource, 'RoleName', scope),
    roleArn: attributeOf(resource, 'Arn', resource.position, scope),
    position: resource.position,
    ...readPolicies(policies, scope),
  };
}

/**
 * The role that SAM makes for a function or a state machine; undefined when it names its own. The
 * managed policies that SAM adds by itself are for logs, traces and networks: they allow nothing
 * that is asked for here.
 */
function generatedRole(resource: Resource, scope: Scope): RoleConfiguration | undefined {
  const properties = scope.propertiesOf(resource);
  if (childOf(properties, 'Role') !== undefined || mayDoNothing(resource, scope)) return undefined;
  const roleName = `${resource.logicalId}Role`;
  const policies = [
    ...itemsOf(childOf(properties, 'Policies')),
    ...attachedDocuments(roleName, scope),
  ];
  const { statements, unknownPolicies } = readPolicies(policies, scope);
  return {
    logicalId: roleName,
    roleName,
    roleArn: roleArn(scope.identity, '/', roleName),
    position: resource.position,
    statements: [...statements, ...destinationStatements(properties)],
    unknownPolicies,
  };
}

/** SAM lets a function invoke the functions that its asynchronous results go to. */
function destinationStatements(properties: MappingNode): JsonObject[] {
  const config = childOf(childOf(properties, 'EventInvokeConfig'), 'DestinationConfig');
  return ['OnSuccess', 'OnFailure']
    .map((outcome) => childOf(config, outcome))
    .filter((destination) => scalarText(childOf(destination, 'Type')) === 'Lambda')
    .map((destination) => scalarText(childOf(destination, 'Destination')))
    .filter((arn) => arn !== undefined)
    .map((arn) => ({ Effect: 'Allow', Action: ['lambda:InvokeFunction'], Resource: arn }));
}
