import {
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  propertyOf,
} from '../shared/json.ts';
import type { Branch } from './branch.ts';
import type { ItemReader } from './definition.ts';
import { itemReaderFailed, parseItems } from './item-format.ts';
import { manifestItems } from './item-manifest.ts';
import { callS3 } from './map-service-call.ts';
import { StatesError } from './states-error.ts';

/**
 * Reads the items of a distributed Map state from S3: those in an object or in several, or the objects of a bucket.
 *
 * @param parameters - the reader's Parameters, evaluated
 * @param limit - how many to read
 * @throws StatesError States.ItemReaderFailed
 * @see "ItemReader (Map)" (Step Functions Developer Guide)
 */
export async function readItems(
  reader: ItemReader,
  parameters: JsonObject,
  limit: number,
  stateName: string,
  branch: Branch,
): Promise<JsonArray> {
  const call: CallS3 = (action, input, bytesAs) =>
    callS3(action, input, stateName, branch, bytesAs);
  try {
    const items =
      reader.action === 'listObjectsV2'
        ? await listedItems(reader, parameters, limit, call)
        : await fileItems(reader, parameters, limit, call);
    return items.length > limit ? items.slice(0, limit) : items;
  } catch (error) {
    if (!(error instanceof StatesError) || error.error === 'States.ItemReaderFailed') throw error;
    throw itemReaderFailed(error.cause ?? error.error ?? '');
  }
}

type CallS3 = (action: string, parameters: JsonObject, bytesAs?: 'base64') => Promise<JsonObject>;

async function fileItems(
  reader: ItemReader,
  parameters: JsonObject,
  limit: number,
  call: CallS3,
): Promise<JsonArray> {
  const text = bodyOf(await call('getObject', parameters));
  if (reader.InputType !== 'MANIFEST') return parseItems(text, reader);
  return manifestItems(text, limit, async (Bucket, Key) =>
    Buffer.from(bodyOf(await call('getObject', { Bucket, Key }, 'base64')), 'base64'),
  );
}

function bodyOf(object: JsonObject): string {
  const body = propertyOf(object, 'Body');
  return typeof body === 'string' ? body : '';
}

/** The objects of a bucket, or with an InputType the items inside them. */
async function listedItems(
  reader: ItemReader,
  parameters: JsonObject,
  limit: number,
  call: CallS3,
): Promise<JsonArray> {
  const items: JsonArray = [];
  for await (const object of listedObjects(parameters, call)) {
    if (items.length >= limit) break;
    if (reader.InputType === undefined) {
      items.push(objectItem(object));
    } else {
      const { Bucket = null } = parameters;
      const body = await call('getObject', { Bucket, Key: object['Key'] ?? null });
      items.push(...parseItems(bodyOf(body), reader));
    }
  }
  return items;
}

async function* listedObjects(parameters: JsonObject, call: CallS3): AsyncGenerator<JsonObject> {
  let token: JsonValue | undefined;
  do {
    const page = await call(
      'listObjectsV2',
      token === undefined ? parameters : { ...parameters, ContinuationToken: token },
    );
    const contents = propertyOf(page, 'Contents');
    if (Array.isArray(contents)) yield* contents.filter(isJsonObject);
    token = propertyOf(page, 'NextContinuationToken');
  } while (typeof token === 'string');
}

/** An object of a bucket as an item spells it. */
function objectItem(object: JsonObject): JsonObject {
  const time = Date.parse(String(object['LastModified']));
  return {
    Etag: object['ETag'] ?? null,
    Key: object['Key'] ?? null,
    LastModified: Number.isNaN(time) ? (object['LastModified'] ?? null) : Math.trunc(time / 1000),
    Size: object['Size'] ?? null,
    StorageClass: object['StorageClass'] ?? 'STANDARD',
  };
}
