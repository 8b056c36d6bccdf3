import type { DistributedMap, ItemBatcher, ResultWriter } from '../definition.ts';

import {
  allowFields,
  type DefinitionNode,
  objectField,
  pointerTo,
  report,
  requireFields,
  stringField,
} from './definition-node.ts';
import { choiceField, countField, parametersField, resourceField } from './map-fields.ts';
import { readItemReader } from './read-item-reader.ts';
import { templateField } from './read-template.ts';

const MAX_LABEL_LENGTH = 40;
/** White space, wildcards, brackets, special and control characters. */
const NO_LABEL = /[\s?*<>{}[\]:;,\\|^~$#%&`"\p{Cc}]/u;

/**
 * What a Map state of the processing mode DISTRIBUTED has besides.
 *
 * @param processor - the ItemProcessor, or Iterator
 * @returns undefined for the mode INLINE
 */
export function readDistributedMap(
  node: DefinitionNode,
  processor: DefinitionNode,
): DistributedMap | undefined {
  const config = objectField(processor, 'ProcessorConfig');
  const mode = config && choiceField(config, 'Mode', ['INLINE', 'DISTRIBUTED']);
  if (config === undefined || mode !== 'DISTRIBUTED') return undefined;
  requireFields(config, ['ExecutionType']);
  return {
    ExecutionType: choiceField(config, 'ExecutionType', ['STANDARD', 'EXPRESS']) ?? 'STANDARD',
    Label: readLabel(node),
    ItemReader: readItemReader(node),
    ItemBatcher: readItemBatcher(node),
    ResultWriter: readResultWriter(node),
  };
}

function readLabel(node: DefinitionNode): string | undefined {
  const label = stringField(node, 'Label');
  if (label === undefined) return undefined;
  if (label === '' || label.length > MAX_LABEL_LENGTH || NO_LABEL.test(label)) {
    report(
      node,
      pointerTo(node, 'Label'),
      `Label must have 1 to ${MAX_LABEL_LENGTH} characters and no special ones`,
    );
  }
  return label;
}

const BATCHER_FIELDS: ReadonlySet<string> = new Set([
  'BatchInput',
  'MaxItemsPerBatch',
  'MaxItemsPerBatchPath',
  'MaxInputBytesPerBatch',
  'MaxInputBytesPerBatchPath',
]);

function readItemBatcher(node: DefinitionNode): ItemBatcher | undefined {
  const batcher = objectField(node, 'ItemBatcher');
  if (batcher === undefined) return undefined;
  allowFields(batcher, BATCHER_FIELDS);
  return {
    BatchInput: templateField(batcher, 'BatchInput'),
    MaxItemsPerBatch: countField(batcher, 'MaxItemsPerBatch'),
    MaxInputBytesPerBatch: countField(batcher, 'MaxInputBytesPerBatch'),
  };
}

const PUT_OBJECT = /^arn:[^:]*:states:::s3:putObject$/;

function readResultWriter(node: DefinitionNode): ResultWriter | undefined {
  const writer = objectField(node, 'ResultWriter');
  // Without fields it writes nothing.
  if (writer === undefined || Object.keys(writer.value).length === 0) return undefined;
  const config = objectField(writer, 'WriterConfig');
  const Resource = resourceField(writer, PUT_OBJECT);
  return {
    Resource,
    Parameters: parametersField(writer),
    Transformation:
      (config && choiceField(config, 'Transformation', ['NONE', 'COMPACT', 'FLATTEN'])) ??
      (Resource === undefined ? 'COMPACT' : 'NONE'),
    OutputType: (config && choiceField(config, 'OutputType', ['JSON', 'JSONL'])) ?? 'JSON',
  };
}
