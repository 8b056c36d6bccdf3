import { roleArn } from '../shared/arn.ts';
import type { JsonObject } from '../shared/json.ts';
import type { RoleConfiguration } from './model.ts';
import {
  childOf,
  isMapping,
  itemsOf,
  mappingToJson,
  scalarText,
  type TemplateNode,
} from './nodes.ts';
import { policyTemplateStatements } from './policy-templates.ts';
import { attributeOf, nameOf, referenceOf } from './resource-attributes.ts';
import type { Resource, Scope } from './scope.ts';

/** What the policies of a role come to: statements, and the names of policies that are not known here. */
interface Policies {
  readonly statements: readonly JsonObject[];
  readonly unknownPolicies: readonly string[];
}

/** `AWS::IAM::Role`, with the `AWS::IAM::Policy` resources that are attached to it. */
export function roleConfiguration(resource: Resource, scope: Scope): RoleConfiguration {
  const properties = scope.propertiesOf(resource);
  const policies = [
    ...itemsOf(childOf(properties, 'Policies')).map((policy) => childOf(policy, 'PolicyDocument')),
    ...attachedDocuments(resource, scope),
    ...itemsOf(childOf(properties, 'ManagedPolicyArns')),
  ];
  return {
    logicalId: resource.logicalId,
    roleName: nameOf(resource, 'RoleName', scope),
    roleArn: attributeOf(resource, 'Arn', resource.position, scope),
    position: resource.position,
    ...mergePolicies(policies.map((policy) => policyOf(policy, scope))),
  };
}

/** The role that SAM makes for a function or a state machine without one; undefined when it names its own. */
export function generatedRole(resource: Resource, scope: Scope): RoleConfiguration | undefined {
  const properties = scope.propertiesOf(resource);
  if (childOf(properties, 'Role') !== undefined) return undefined;
  const roleName = `${resource.logicalId}Role`;
  const policies = itemsOf(childOf(properties, 'Policies'));
  return {
    logicalId: roleName,
    roleName,
    roleArn: roleArn(scope.identity, '/', roleName),
    position: resource.position,
    ...mergePolicies(policies.map((policy) => policyOf(policy, scope))),
  };
}

/** A policy: its document, the name or ARN of a managed one, or one of SAM's policy templates. */
function policyOf(policy: TemplateNode | undefined, scope: Scope): Policies {
  if (!isMapping(policy)) {
    const name = scalarText(policy);
    return { statements: [], unknownPolicies: name === undefined ? [] : [name] };
  }
  const statement = childOf(policy, 'Statement');
  if (statement !== undefined) {
    const statements = itemsOf(statement).filter(isMapping).map(mappingToJson);
    return { statements, unknownPolicies: [] };
  }
  const parts = [...policy.entries].map(([name, { value }]): Policies => {
    const statements = policyTemplateStatements(name, value, scope.identity);
    return statements === undefined
      ? { statements: [], unknownPolicies: [name] }
      : { statements, unknownPolicies: [] };
  });
  return mergePolicies(parts);
}

function mergePolicies(parts: readonly Policies[]): Policies {
  return {
    statements: parts.flatMap(({ statements }) => statements),
    unknownPolicies: parts.flatMap(({ unknownPolicies }) => unknownPolicies),
  };
}

/** The documents of the `AWS::IAM::Policy` resources that name this role. */
function attachedDocuments(role: Resource, scope: Scope): (TemplateNode | undefined)[] {
  const name = referenceOf(role, scope);
  return [...scope.resources.values()]
    .filter(({ type }) => type === 'AWS::IAM::Policy' || type === 'AWS::IAM::RolePolicy')
    .map((resource) => scope.propertiesOf(resource))
    .filter((properties) => {
      const roles = childOf(properties, 'Roles') ?? childOf(properties, 'RoleName');
      return itemsOf(roles).some((item) => scalarText(item) === name);
    })
    .map((properties) => childOf(properties, 'PolicyDocument'));
}
