import {
  isJsonObject,
  type JsonArray,
  type JsonValue,
  propertyOf,
  setProperty,
} from '../shared/json.ts';
import { messageOf } from '../shared/message-of.ts';
import { parseJson } from '../shared/parse-json.ts';
import type { ItemReader } from './definition.ts';
import { parseCsv } from './item-csv.ts';
import { StatesError } from './states-error.ts';

/** How a file is read, without what names it. */
export type ItemFormat = Pick<
  ItemReader,
  'InputType' | 'CSVHeaders' | 'csvDelimiter' | 'ItemsPointer'
>;

/**
 * The items in the text of a file.
 *
 * @throws StatesError States.ItemReaderFailed when the text is of another format
 * @see "ItemReader (Map)" (Step Functions Developer Guide)
 */
export function parseItems(text: string, format: ItemFormat): JsonArray {
  switch (format.InputType) {
    case 'CSV':
      return csvItems(text, format);
    case 'JSONL':
      return text
        .split(/\r?\n/)
        .filter((line) => line.trim() !== '')
        .map(parseText);
    default:
      return jsonItems(parseText(text), format.ItemsPointer);
  }
}

export function itemReaderFailed(cause: string): StatesError {
  return new StatesError('States.ItemReaderFailed', cause);
}

function parseText(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    throw itemReaderFailed(`The file is not valid JSON: ${messageOf(error)}`);
  }
}

function jsonItems(document: JsonValue, pointer = ''): JsonArray {
  const items = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<JsonValue | undefined>(memberOf, document);
  if (Array.isArray(items)) return items;
  throw itemReaderFailed('Attempting to map over non-iterable node.');
}

function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (Array.isArray(value)) return value[Number(name)];
  return isJsonObject(value) ? propertyOf(value, name) : undefined;
}

/** Each row as an object of texts; missing fields are empty, those beyond the headers are left out. */
function csvItems(text: string, { CSVHeaders, csvDelimiter }: ItemFormat): JsonArray {
  const rows = parseCsv(text, csvDelimiter);
  const headers = CSVHeaders ?? rows.shift() ?? [];
  return rows.map((row) => {
    const item = {};
    headers.forEach((header, index) => {
      setProperty(item, header, row[index] ?? '');
    });
    return item;
  });
}
