import type { Count } from '../definition.ts';
import type { PayloadTemplate } from '../payload-template.ts';
import {
  type DefinitionNode,
  integerField,
  pointerTo,
  report,
  stringField,
} from './definition-node.ts';
import { valueField } from './read-expressions.ts';
import { templateField } from './read-template.ts';

/** A field such as `MaxConcurrency`, or what stands for it. */
export function countField(node: DefinitionNode, key: string): Count | undefined {
  return valueField(node, key, () => integerField(node, key, { min: 0 }));
}

/** A field with one of the values; anything else is reported. */
export function choiceField<Value extends string>(
  node: DefinitionNode,
  key: string,
  values: readonly Value[],
): Value | undefined {
  const text = stringField(node, key);
  const value = values.find((known) => known === text);
  if (value === undefined && text !== undefined) {
    report(
      node,
      pointerTo(node, key),
      `The field '${key}' should have one of these values: [${values.join(', ')}]`,
    );
  }
  return value;
}

/** The Resource of an ItemReader or ResultWriter. */
export function resourceField(node: DefinitionNode, allowed: RegExp): string | undefined {
  const resource = stringField(node, 'Resource');
  if (resource !== undefined && !allowed.test(resource)) {
    report(
      node,
      pointerTo(node, 'Resource'),
      `The resource provided ${resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region.`,
    );
  }
  return resource;
}

/** What an ItemReader or ResultWriter passes to its Resource. */
export function parametersField(node: DefinitionNode): PayloadTemplate | undefined {
  return templateField(node, node.state.queryLanguage === 'JSONata' ? 'Arguments' : 'Parameters');
}
