import {
  childOf,
  isMapping,
  itemsOf,
  type MappingNode,
  scalarText,
  type TemplateNode,
} from './nodes.ts';
import type { Resource, Scope } from './scope.ts';

const CONNECTOR = 'AWS::Serverless::Connector';

/**
 * How messages name the template's connectors of SAM. What they add to roles and to functions'
 * policies is not read, so nothing can be said for sure where there is one.
 *
 * @see "Managing resource permissions with AWS SAM connectors" (SAM Developer Guide)
 */
export function connectorNames({ resources }: Scope): string[] {
  return [...resources.values()].flatMap(({ type, logicalId, connectors }) => [
    ...(type === CONNECTOR ? [`connector ${logicalId}`] : []),
    ...(isMapping(connectors) ? [...connectors.entries.keys()] : []).map(
      (name) => `connector ${logicalId}.${name}`,
    ),
  ]);
}

/** Names each connector of a resource, and reports what SAM would refuse. */
export function reportConnectors(resource: Resource, scope: Scope): void {
  const { type, logicalId, position, properties, connectors } = resource;
  if (type === CONNECTOR) {
    reportConnector(
      `connector "${logicalId}"`,
      ['Source', 'Destination'],
      properties,
      position,
      scope,
    );
  }
  for (const [name, { keyPosition, value }] of isMapping(connectors) ? connectors.entries : []) {
    const label = `connector "${name}" of "${logicalId}"`;
    reportConnector(label, ['Destination'], childOf(value, 'Properties'), keyPosition, scope);
  }
}

const PERMISSIONS = ['Read', 'Write'];

function reportConnector(
  label: string,
  required: readonly string[],
  properties: TemplateNode | undefined,
  position: MappingNode['position'],
  { problems }: Scope,
): void {
  const missing = [...required, 'Permissions'].filter(
    (key) => childOf(properties, key) === undefined,
  );
  for (const key of missing) {
    problems.error(position, 'missing-property', `${label} has no ${key}: add it`);
  }
  for (const permission of itemsOf(childOf(properties, 'Permissions'))) {
    const text = scalarText(permission);
    if (text === undefined || PERMISSIONS.includes(text)) continue;
    const message = `Permissions of ${label} are ${PERMISSIONS.join(' and ')}, not "${text}"`;
    problems.error(permission.position, 'invalid-property', message);
  }
  const message = `${label} is not read here: whatever it may allow is allowed`;
  problems.warning(position, 'unsupported-connector', message);
}
