import {
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  propertyOf,
} from '../shared/json.ts';
import { itemReaderFailed, parseItems } from './item-format.ts';

/** Reads an object of S3 as bytes. */
export type ReadObject = (bucket: string, key: string) => Promise<Buffer>;

/**
 * The rows of the files that a manifest of an S3 inventory names; the inventory has to be in CSV format.
 *
 * @param manifest - the text of `manifest.json`
 * @param limit - rows to read
 * @throws StatesError States.ItemReaderFailed
 * @see "Amazon S3 Inventory list" (Amazon S3 User Guide)
 */
export async function manifestItems(
  manifest: string,
  limit: number,
  readObject: ReadObject,
): Promise<JsonArray> {
  const [inventory] = parseItems(`[${manifest}]`, JSON_FORMAT);
  const { bucket, headers, keys } = inventoryFiles(inventory);
  const items: JsonArray = [];
  for (const key of keys) {
    if (items.length >= limit) break;
    const text = String(await decompressed(await readObject(bucket, key)));
    items.push(...parseItems(text, { ...JSON_FORMAT, InputType: 'CSV', CSVHeaders: headers }));
  }
  return items;
}

const JSON_FORMAT = {
  InputType: 'JSON',
  CSVHeaders: undefined,
  csvDelimiter: ',',
  ItemsPointer: undefined,
} as const;

function inventoryFiles(inventory: JsonValue | undefined): {
  readonly bucket: string;
  readonly headers: readonly string[];
  readonly keys: readonly string[];
} {
  const { destinationBucket, fileFormat, fileSchema, files } = isJsonObject(inventory)
    ? (inventory as Partial<JsonObject>)
    : {};
  if (fileFormat !== 'CSV' || typeof fileSchema !== 'string' || !Array.isArray(files)) {
    throw itemReaderFailed('The file is no manifest of an S3 inventory in CSV format.');
  }
  const keys = files.map((file) => (isJsonObject(file) ? propertyOf(file, 'key') : undefined));
  return {
    bucket: String(destinationBucket).replace(/^arn:[^:]*:s3:::/, ''),
    headers: fileSchema.split(',').map((header) => header.trim()),
    keys: keys.filter((key) => typeof key === 'string'),
  };
}

const GZIP_MAGIC = 0x1f8b;

async function decompressed(bytes: Buffer): Promise<Buffer> {
  if (bytes.length < 2 || bytes.readUInt16BE() !== GZIP_MAGIC) return bytes;
  const { gunzipSync } = await import('node:zlib');
  return gunzipSync(bytes);
}
