import { isMapping } from './nodes.ts';
import type { Scope } from './scope.ts';

/**
 * How messages name the template's connectors of SAM. What they add to roles and to functions'
 * policies is not read, so nothing can be said for sure where there is one.
 *
 * @see "Managing resource permissions with AWS SAM connectors" (SAM Developer Guide)
 */
export function connectorNames({ resources }: Scope): string[] {
  return [...resources.values()].flatMap(({ type, logicalId, connectors }) => [
    ...(type === 'AWS::Serverless::Connector' ? [`connector ${logicalId}`] : []),
    ...(isMapping(connectors) ? [...connectors.entries.keys()] : []).map(
      (name) => `connector ${logicalId}.${name}`,
    ),
  ]);
}
