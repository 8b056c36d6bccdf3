import type { JsonObject } from '../shared/json.ts';
import { isCreated } from './conditions.ts';
import { connectorNames } from './connectors.ts';
import { managedPolicyStatements } from './managed-policies.ts';
import {
  childOf,
  isMapping,
  itemsOf,
  mappingToJson,
  scalarText,
  type TemplateNode,
} from './nodes.ts';
import { policyTemplateStatements } from './policy-templates.ts';
import { referenceOf } from './resource-attributes.ts';
import type { Resource, Scope } from './scope.ts';
import { holdsUnknownValue } from './unknown-values.ts';

/**
 * What the policies of a role come to: statements, and the names of policies that are not known
 * here.
 */
export interface Policies {
  readonly statements: readonly JsonObject[];
  readonly unknownPolicies: readonly string[];
}

/**
 * Stands among the unknown policies for a statement, or a policy's name, that an account only
 * knows.
 */
const UNKNOWN_VALUE = 'a policy with a value that is not known here';

/**
 * Reads policies, and what connectors may add to them.
 *
 * @param policies - documents, names and ARNs of managed policies, policy templates of SAM
 */
export function readPolicies(
  policies: readonly (TemplateNode | undefined)[],
  scope: Scope,
): Policies {
  const connectors = { statements: [], unknownPolicies: connectorNames(scope) };
  return mergePolicies([...policies.map((policy) => policyOf(policy, scope)), connectors]);
}

/** A policy: its document, the name or ARN of a managed one, or one of SAM's policy templates. */
function policyOf(policy: TemplateNode | undefined, scope: Scope): Policies {
  if (policy === undefined) return { statements: [], unknownPolicies: [] };
  if (!isMapping(policy)) return managedPolicy(policy, scope);
  const statement = childOf(policy, 'Statement');
  if (statement !== undefined) return documentPolicies(itemsOf(statement));
  const parts = [...policy.entries].map(([name, { value }]) =>
    knownOr(name, policyTemplateStatements(name, value, scope.identity)),
  );
  return mergePolicies(parts);
}

/** One of AWS's own, or of the template. */
function managedPolicy(policy: TemplateNode, scope: Scope): Policies {
  const name = scalarText(policy);
  if (name === undefined) return { statements: [], unknownPolicies: [UNKNOWN_VALUE] };
  const own = policyResources(scope).find(
    (resource) =>
      resource.type === 'AWS::IAM::ManagedPolicy' && referenceOf(resource, scope) === name,
  );
  if (own !== undefined) return policyOf(documentOf(own, scope), scope);
  return knownOr(name, managedPolicyStatements(name, scope.identity));
}

function knownOr(name: string, statements: readonly JsonObject[] | undefined): Policies {
  if (statements === undefined) return { statements: [], unknownPolicies: [name] };
  return { statements, unknownPolicies: [] };
}

function documentPolicies(statements: readonly TemplateNode[]): Policies {
  const known = statements.filter((statement) => !holdsUnknownValue(statement));
  return {
    statements: known.filter(isMapping).map(mappingToJson),
    unknownPolicies: known.length < statements.length ? [UNKNOWN_VALUE] : [],
  };
}

function mergePolicies(parts: readonly Policies[]): Policies {
  return {
    statements: parts.flatMap(({ statements }) => statements),
    unknownPolicies: parts.flatMap(({ unknownPolicies }) => unknownPolicies),
  };
}

const POLICY_TYPES = ['AWS::IAM::ManagedPolicy', 'AWS::IAM::Policy', 'AWS::IAM::RolePolicy'];

function policyResources(scope: Scope): Resource[] {
  return [...scope.resources.values()].filter(
    (resource) => POLICY_TYPES.includes(resource.type) && isCreated(resource, scope),
  );
}

function documentOf(policy: Resource, scope: Scope): TemplateNode | undefined {
  return childOf(scope.propertiesOf(policy), 'PolicyDocument');
}

/** The documents of the policy resources that name a role themselves. */
export function attachedDocuments(roleName: string, scope: Scope): (TemplateNode | undefined)[] {
  return policyResources(scope)
    .filter((resource) => {
      const properties = scope.propertiesOf(resource);
      const roles = childOf(properties, 'Roles') ?? childOf(properties, 'RoleName');
      return itemsOf(roles).some((item) => scalarText(item) === roleName);
    })
    .map((resource) => documentOf(resource, scope));
}
