import { propertyOf } from '../../shared/json.ts';
import type { StateType } from '../definition.ts';
import {
  type DefinitionNode,
  objectArrayField,
  objectField,
  pointerTo,
  report,
  reportUnsupported,
} from './definition-node.ts';

const ACTIVITY = /^arn:[^:]*:states:[^:]*:[^:]*:activity:/;
const TASK_TOKEN = /\.waitForTaskToken$/;

/** Names what the state uses and cannot be run yet. */
export function reportUnsupportedFields(node: DefinitionNode, type: StateType): void {
  if (type === 'Map') {
    reportUnsupported(node, pointerTo(node, 'Type'), 'the state type Map is not supported');
  }
  reportAssign(node);
  for (const inner of [...objectArrayField(node, 'Choices'), ...objectArrayField(node, 'Catch')]) {
    reportAssign(inner);
  }
  if (type === 'Task') reportUnsupportedTask(node);
}

function reportAssign(node: DefinitionNode): void {
  if (propertyOf(node.value, 'Assign') === undefined) return;
  reportUnsupported(
    node,
    pointerTo(node, 'Assign'),
    'the field Assign (variables) is not supported',
  );
}

function reportUnsupportedTask(node: DefinitionNode): void {
  const resource = propertyOf(node.value, 'Resource');
  if (typeof resource === 'string') {
    const feature = unsupportedResource(resource);
    if (feature !== undefined) reportUnsupported(node, pointerTo(node, 'Resource'), feature);
  }
  const credentials = objectField(node, 'Credentials');
  if (credentials === undefined) return;
  const hasRole = ['RoleArn', 'RoleArn.$'].some(
    (key) => propertyOf(credentials.value, key) !== undefined,
  );
  if (!hasRole) {
    report(credentials, credentials.pointer, "The field 'RoleArn' is required but was missing");
  }
  reportUnsupported(node, credentials.pointer, 'the field Credentials is not supported');
}

/** What an Express workflow cannot wait for; the messages end as the service ends them. */
const EXPRESS_RESTRICTIONS: readonly (readonly [RegExp, string])[] = [
  [ACTIVITY, 'Activity ARN'],
  [TASK_TOKEN, "'.waitForTaskToken' service integration "],
  [/\.sync(?::2)?$/, "'.sync' service integration "],
];

/** Reports a resource that only a Standard workflow may use. */
export function reportExpressRestriction(node: DefinitionNode): void {
  const resource = propertyOf(node.value, 'Resource');
  if (typeof resource !== 'string') return;
  const restriction = EXPRESS_RESTRICTIONS.find(([pattern]) => pattern.test(resource));
  if (restriction === undefined) return;
  report(
    node,
    pointerTo(node, 'Resource'),
    `Express state machine does not support ${restriction[1]}`,
  );
}

function unsupportedResource(resource: string): string | undefined {
  if (ACTIVITY.test(resource)) return 'a task that an activity worker does is not supported';
  if (TASK_TOKEN.test(resource)) return 'the pattern .waitForTaskToken is not supported';
  return undefined;
}
