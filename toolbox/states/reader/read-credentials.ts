import { propertyOf } from '../../shared/json.ts';
import type { PayloadTemplate } from '../payload-template.ts';
import { type DefinitionNode, objectField, report } from './definition-node.ts';
import { templateField } from './read-template.ts';

/** The role that a Task takes for its calls. */
export function readCredentials(node: DefinitionNode): PayloadTemplate | undefined {
  const credentials = objectField(node, 'Credentials');
  if (credentials === undefined) return undefined;
  const hasRole = ['RoleArn', 'RoleArn.$'].some(
    (key) => propertyOf(credentials.value, key) !== undefined,
  );
  if (!hasRole) {
    report(credentials, credentials.pointer, "The field 'RoleArn' is required but was missing");
  }
  return templateField(node, 'Credentials');
}
