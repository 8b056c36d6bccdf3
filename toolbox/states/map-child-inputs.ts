import { isJsonObject, type JsonArray, type JsonObject } from '../shared/json.ts';
import type { JsonDocument } from '../shared/json-document.ts';
import type { Branch } from './branch.ts';
import type { StateVisit } from './context-object.ts';
import type { DistributedMap, ItemBatcher, MapState } from './definition.ts';
import { applyTemplate } from './input-output.ts';
import { batchItems } from './item-batcher.ts';
import { itemReaderFailed } from './item-format.ts';
import { readItems } from './item-reader.ts';
import { itemInput } from './map-items.ts';
import { countOf } from './map-limits.ts';
import type { ChildInput } from './map-run.ts';

/** One attempt of a distributed Map state, as far as its items go. */
export interface ItemsOfAttempt {
  readonly state: MapState;
  readonly distributed: DistributedMap;
  /** Undefined: the ItemReader reads them. */
  readonly items: JsonArray | undefined;
  /** The effective input of the Map state. */
  readonly data: JsonDocument;
  readonly visit: StateVisit;
  /** The line of the Map state. */
  readonly parent: Branch;
}

/** Bytes of UTF-8 that the input of an execution may have. */
const MAX_BATCH_BYTES = 262_144;

/**
 * What the child executions of a distributed Map state work on: the items, each as ItemSelector makes it, alone or in
 * batches.
 *
 * @throws StatesError States.ItemReaderFailed, or when one of the fields cannot be evaluated
 */
export async function childInputs(attempt: ItemsOfAttempt): Promise<readonly ChildInput[]> {
  const { state, distributed, data, visit } = attempt;
  const { items, Source } = await itemsOf(attempt);
  const children: ChildInput[] = [];
  for (const [Index, Value] of items.entries()) {
    const mapItem = { Index, Value, Source };
    const input = await itemInput(state, mapItem, data, visit);
    children.push({ input, itemCount: 1, mapItem });
  }
  return distributed.ItemBatcher === undefined
    ? children
    : batched(distributed.ItemBatcher, children, attempt);
}

interface Items {
  readonly items: JsonArray;
  /** As the context object names it. */
  readonly Source: string;
}

async function itemsOf(attempt: ItemsOfAttempt): Promise<Items> {
  const { state, distributed, items = [], data, visit, parent } = attempt;
  const reader = distributed.ItemReader;
  if (reader === undefined) return { items, Source: 'STATE_DATA' };
  const { value } = await applyTemplate(reader.Parameters, data, visit);
  const parameters = isJsonObject(value) ? value : {};
  const maxItems = await countOf('MaxItems', reader.MaxItems ?? 0, data, visit);
  const limit = maxItems || Number.POSITIVE_INFINITY;
  return {
    items: await readItems(reader, parameters, limit, state.Name, parent),
    Source: sourceUri(parameters),
  };
}

function sourceUri({ Bucket, Key }: JsonObject): string {
  return `s3://${Bucket}${typeof Key === 'string' ? `/${Key}` : ''}`;
}

async function batched(
  { BatchInput, MaxItemsPerBatch, MaxInputBytesPerBatch }: ItemBatcher,
  children: readonly ChildInput[],
  { data, visit }: ItemsOfAttempt,
): Promise<readonly ChildInput[]> {
  const items = await countOf('MaxItemsPerBatch', MaxItemsPerBatch ?? 0, data, visit);
  const bytes = await countOf('MaxInputBytesPerBatch', MaxInputBytesPerBatch ?? 0, data, visit);
  const batchInput = BatchInput && (await applyTemplate(BatchInput, data, visit)).value;
  const batches = batchItems(children, batchInput, {
    maxItemsPerBatch: items || Number.POSITIVE_INFINITY,
    maxInputBytesPerBatch: bytes || MAX_BATCH_BYTES,
  });
  if (batches !== undefined) return batches;
  throw itemReaderFailed('An item is larger than the maximum input size of a batch.');
}
