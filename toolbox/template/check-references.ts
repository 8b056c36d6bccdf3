import type { ApiEvent } from './api-events.ts';
import { collectReferences, type Reference } from './collect-references.ts';
import { generatedResource } from './generated-resources.ts';
import { childOf, type MappingNode, scalarText, type TemplateNode } from './nodes.ts';
import { takesFunctionEvents } from './open-api/definition.ts';
import { reportStoredValue } from './parameters.ts';
import { pseudoParameter } from './pseudo-parameters.ts';
import { reportUnknownName } from './references.ts';
import type { Resource, Scope } from './scope.ts';

/**
 * Reports what CloudFormation finds before it creates anything: names that do not exist, also where a condition leaves
 * them out, and resources that wait for each other.
 */
export function checkReferences(
  outputs: TemplateNode | undefined,
  events: readonly ApiEvent[],
  scope: Scope,
): void {
  const written = [...scope.resources.values()].map(({ properties }) => properties);
  for (const node of outputs === undefined ? written : [...written, outputs]) {
    for (const { name, position } of collectReferences(node)) {
      const parameter = scope.parameters.get(name);
      if (!exists(name, scope)) reportUnknownName(name, position, scope);
      if (parameter !== undefined) reportStoredValue(name, parameter, scope.problems);
    }
  }
  for (const { dependsOn } of scope.resources.values()) {
    for (const node of dependsOn) {
      const name = scalarText(node);
      if (name !== undefined && !exists(name, scope)) reportUnknownName(name, node.position, scope);
    }
  }
  checkCircles(events, scope);
}

const OTHER_PSEUDO_PARAMETERS: ReadonlySet<string> = new Set([
  'AWS::NoValue',
  'AWS::NotificationARNs',
]);

function exists(name: string, scope: Scope): boolean {
  return (
    scope.resources.has(name) ||
    scope.parameters.has(name) ||
    pseudoParameter(name, scope) !== undefined ||
    OTHER_PSEUDO_PARAMETERS.has(name) ||
    generatedResource(name, scope) !== undefined
  );
}

/** Properties of a SAM resource that become resources of their own, which nothing waits for. */
const OWN_RESOURCES: Readonly<Record<string, readonly string[]>> = {
  'AWS::Serverless::Api': [
    'AccessLogSetting',
    'CanarySetting',
    'Domain',
    'MethodSettings',
    'StageName',
    'Variables',
  ],
  'AWS::Serverless::HttpApi': [
    'AccessLogSettings',
    'DefaultRouteSettings',
    'Domain',
    'RouteSettings',
    'StageName',
    'StageVariables',
  ],
  'AWS::Serverless::WebSocketApi': [
    'AccessLogSettings',
    'Auth',
    'DefaultRouteSettings',
    'Domain',
    'RouteSettings',
    'Routes',
    'StageName',
    'StageVariables',
  ],
  'AWS::Serverless::Function': [
    'AutoPublishAlias',
    'DeploymentPreference',
    'EventInvokeConfig',
    'Events',
    'FunctionUrlConfig',
  ],
  'AWS::Serverless::StateMachine': ['AutoPublishAlias', 'DeploymentPreference', 'Events'],
};

/** What a resource waits for until it can be created. */
function dependenciesOf(
  resource: Resource,
  events: readonly ApiEvent[],
  scope: Scope,
): Reference[] {
  const { properties, type, dependsOn } = resource;
  const apart = new Set(OWN_RESOURCES[type]);
  // SAM takes no notice of policies when a role is given.
  if (childOf(properties, 'Role') !== undefined) apart.add('Policies');
  const entries = [...properties.entries].filter(([key]) => !apart.has(key));
  const own: MappingNode = { ...properties, entries: new Map(entries) };
  const explicit = dependsOn.map((node) => ({
    name: scalarText(node) ?? '',
    position: node.position,
  }));
  // The document that SAM writes for an API holds the ARNs of what the events call.
  const called = (takesFunctionEvents(resource) ? events : [])
    .filter(({ api }) => api === resource)
    .map(({ target, position }) => ({ name: target.logicalId, position }));
  const isTrue = scope.isConditionTrue;
  return [...collectReferences(own, isTrue), ...explicit, ...called].filter(({ name }) =>
    scope.resources.has(name),
  );
}

function checkCircles(events: readonly ApiEvent[], scope: Scope): void {
  const done = new Set<string>();
  const open: string[] = [];
  const visit = (resource: Resource): void => {
    const { logicalId } = resource;
    open.push(logicalId);
    for (const { name, position } of dependenciesOf(resource, events, scope)) {
      const start = open.indexOf(name);
      if (start !== -1) {
        const circle = [...open.slice(start), name].join(' → ');
        const message = `circular dependency: ${circle}; write one of the references out as a name or ARN`;
        scope.problems.error(position, 'circular-reference', message);
      } else if (!done.has(name)) {
        const next = scope.resources.get(name);
        if (next !== undefined) visit(next);
      }
    }
    open.pop();
    done.add(logicalId);
  };
  for (const resource of scope.resources.values()) {
    if (!done.has(resource.logicalId)) visit(resource);
  }
}
