import type { Count, MapState } from '../definition.ts';
import {
  allowOneOf,
  type DefinitionNode,
  numberField,
  objectField,
  requireFields,
  stringField,
} from './definition-node.ts';
import { countField } from './map-fields.ts';
import { readDataFlow } from './read-data-flow.ts';
import { readDistributedMap } from './read-distributed-map.ts';
import { pathField, valueField } from './read-expressions.ts';
import { readRecovery } from './read-recovery.ts';
import { templateField } from './read-template.ts';
import type { ReadGraph } from './state-readers.ts';

/** Reads a Map state; `Iterator` and `Parameters` are the older names of ItemProcessor and ItemSelector. */
export function readMap(
  node: DefinitionNode,
  name: string,
  readGraph: ReadGraph,
): MapState | undefined {
  allowOneOf(node, ['ItemProcessor', 'Iterator']);
  const processor = objectField(node, 'ItemProcessor') ?? objectField(node, 'Iterator');
  if (processor === undefined) {
    requireFields(node, ['ItemProcessor']);
    return undefined;
  }
  const isJsonPath = node.state.queryLanguage === 'JSONPath';
  if (isJsonPath) allowOneOf(node, ['ItemSelector', 'Parameters']);
  return {
    Type: 'Map',
    Name: name,
    Next: stringField(node, 'Next'),
    flow: readDataFlow(node),
    ...readRecovery(node),
    ItemProcessor: readGraph(processor),
    ItemsPath: isJsonPath ? pathField(node, 'ItemsPath') : undefined,
    Items: isJsonPath ? undefined : templateField(node, 'Items'),
    ItemSelector:
      templateField(node, 'ItemSelector') ??
      (isJsonPath ? templateField(node, 'Parameters') : undefined),
    MaxConcurrency: countField(node, 'MaxConcurrency') ?? 0,
    ToleratedFailureCount: countField(node, 'ToleratedFailureCount'),
    ToleratedFailurePercentage: percentageField(node, 'ToleratedFailurePercentage'),
    distributed: readDistributedMap(node, processor),
  };
}

function percentageField(node: DefinitionNode, key: string): Count | undefined {
  return valueField(node, key, () => numberField(node, key, { min: 0, max: 100 }));
}
