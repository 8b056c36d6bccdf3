import type { ItemReader } from '../definition.ts';
import {
  allowFields,
  allowOneOf,
  type DefinitionNode,
  objectField,
  pointerTo,
  reportUnsupported,
  requireFields,
  requireNonEmpty,
  stringArrayField,
  stringField,
} from './definition-node.ts';
import { choiceField, countField, parametersField, resourceField } from './map-fields.ts';

const READER_FIELDS: ReadonlySet<string> = new Set([
  'Resource',
  'Parameters',
  'Arguments',
  'ReaderConfig',
]);
const CONFIG_FIELDS: ReadonlySet<string> = new Set([
  'InputType',
  'CSVHeaderLocation',
  'CSVHeaders',
  'CSVDelimiter',
  'MaxItems',
  'MaxItemsPath',
  'ItemsPointer',
  'ManifestType',
  'Transformation',
]);
const READER_RESOURCE = /^arn:[^:]*:states:::s3:(?:getObject|listObjectsV2)$/;
const DELIMITERS = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' } as const;
const DELIMITER_NAMES = Object.keys(DELIMITERS) as (keyof typeof DELIMITERS)[];

/** @see "ItemReader (Map)" (Step Functions Developer Guide) */
export function readItemReader(node: DefinitionNode): ItemReader | undefined {
  const reader = objectField(node, 'ItemReader');
  if (reader === undefined) return undefined;
  allowFields(reader, READER_FIELDS);
  requireFields(reader, ['Resource']);
  const resource = resourceField(reader, READER_RESOURCE);
  const action = resource?.endsWith(':listObjectsV2') ? 'listObjectsV2' : 'getObject';
  const config = objectField(reader, 'ReaderConfig') ?? { ...reader, value: {} };
  allowFields(config, CONFIG_FIELDS);
  allowOneOf(config, ['MaxItems', 'MaxItemsPath']);
  const transformation = choiceField(config, 'Transformation', TRANSFORMATIONS);
  const readsFiles = action === 'getObject' || transformation === 'LOAD_AND_FLATTEN';
  if (readsFiles) requireFields(config, ['InputType']);
  return {
    Parameters: parametersField(reader),
    action,
    InputType: readsFiles ? readInputType(config) : undefined,
    ...readCsvFormat(config),
    ItemsPointer: stringField(config, 'ItemsPointer'),
    MaxItems: countField(config, 'MaxItems'),
  };
}

/** Whether listed objects are the items, or what is in them. */
const TRANSFORMATIONS = ['NONE', 'LOAD_AND_FLATTEN'] as const;
const INPUT_TYPES = ['CSV', 'JSON', 'JSONL', 'MANIFEST', 'PARQUET'] as const;

const MANIFEST_TYPES = ['S3_INVENTORY', 'ATHENA_DATA'] as const;

function readInputType(config: DefinitionNode): ItemReader['InputType'] {
  const type = choiceField(config, 'InputType', INPUT_TYPES) ?? 'JSON';
  const manifest = choiceField(config, 'ManifestType', MANIFEST_TYPES) ?? 'S3_INVENTORY';
  if (manifest !== 'S3_INVENTORY') reportUnsupportedValue(config, 'ManifestType', manifest);
  if (type !== 'PARQUET') return type;
  reportUnsupportedValue(config, 'InputType', type);
  return 'JSON';
}

function reportUnsupportedValue(config: DefinitionNode, key: string, value: string): void {
  reportUnsupported(
    config,
    pointerTo(config, key),
    `the ${key} ${value} of an ItemReader is not supported`,
  );
}

function readCsvFormat(config: DefinitionNode): Pick<ItemReader, 'CSVHeaders' | 'csvDelimiter'> {
  const location = choiceField(config, 'CSVHeaderLocation', ['FIRST_ROW', 'GIVEN']);
  const delimiter = choiceField(config, 'CSVDelimiter', DELIMITER_NAMES) ?? 'COMMA';
  if (location === 'GIVEN') {
    requireFields(config, ['CSVHeaders']);
    requireNonEmpty(config, 'CSVHeaders');
  }
  return {
    CSVHeaders: location === 'GIVEN' ? stringArrayField(config, 'CSVHeaders') : undefined,
    csvDelimiter: DELIMITERS[delimiter],
  };
}
