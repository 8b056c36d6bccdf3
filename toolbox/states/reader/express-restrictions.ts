import { isJsonObject, propertyOf } from '../../shared/json.ts';
import { type DefinitionNode, pointerTo, report } from './definition-node.ts';

const ACTIVITY = /^arn:[^:]*:states:[^:]*:[^:]*:activity:/;
const TASK_TOKEN = /\.waitForTaskToken$/;

/** What an Express workflow cannot wait for; the messages end as the service ends them. */
const EXPRESS_RESTRICTIONS: readonly (readonly [RegExp, string])[] = [
  [ACTIVITY, 'Activity ARN'],
  [TASK_TOKEN, "'.waitForTaskToken' service integration "],
  [/\.sync(?::2)?$/, "'.sync' service integration "],
];

/** Reports a resource or processing mode that only a Standard workflow may use. */
export function reportExpressRestriction(node: DefinitionNode): void {
  reportDistributedMode(node);
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

/** Local runtime: the text is assumed. */
function reportDistributedMode(node: DefinitionNode): void {
  for (const key of ['ItemProcessor', 'Iterator']) {
    const processor = propertyOf(node.value, key);
    const config = isJsonObject(processor) ? propertyOf(processor, 'ProcessorConfig') : undefined;
    if (!isJsonObject(config) || propertyOf(config, 'Mode') !== 'DISTRIBUTED') continue;
    report(
      node,
      `${pointerTo(node, key)}/ProcessorConfig/Mode`,
      "Express state machine does not support the Map mode 'DISTRIBUTED'",
    );
  }
}
