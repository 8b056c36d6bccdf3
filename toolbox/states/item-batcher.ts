import { type JsonObject, type JsonValue, stringifyJson } from '../shared/json.ts';
import { JsonDocument } from '../shared/json-document.ts';
import type { ChildInput } from './map-run.ts';

export interface BatchLimits {
  /** Infinity for none. */
  readonly maxItemsPerBatch: number;
  /** Bytes of UTF-8 that the input of a batch may have. */
  readonly maxInputBytesPerBatch: number;
}

/**
 * Groups items into the inputs `{BatchInput, Items}` of child executions, in their order.
 *
 * @param batchInput - what each batch gets besides its items
 * @returns undefined when an item alone is too large
 * @see "ItemBatcher (Map)" (Step Functions Developer Guide)
 */
export function batchItems(
  items: readonly ChildInput[],
  batchInput: JsonValue | undefined,
  { maxItemsPerBatch, maxInputBytesPerBatch }: BatchLimits,
): readonly ChildInput[] | undefined {
  const emptyBytes = Buffer.byteLength(stringifyJson(batchOf([], batchInput)));
  const batches: ChildInput[][] = [];
  let open: ChildInput[] | undefined;
  let bytes = 0;
  for (const item of items) {
    const itemBytes = Buffer.byteLength(item.input.text);
    if (emptyBytes + itemBytes > maxInputBytesPerBatch) return undefined;
    // A comma comes before each item but the first.
    bytes += itemBytes + 1;
    if (open !== undefined && open.length < maxItemsPerBatch && bytes <= maxInputBytesPerBatch) {
      open.push(item);
    } else {
      open = [item];
      batches.push(open);
      bytes = emptyBytes + itemBytes;
    }
  }
  return batches.map((batch, Index) => {
    const Value = batchOf(batch, batchInput);
    return {
      input: JsonDocument.fromValue(Value),
      itemCount: batch.length,
      mapItem: { Index, Value },
    };
  });
}

function batchOf(items: readonly ChildInput[], batchInput: JsonValue | undefined): JsonObject {
  const Items = items.map(({ input }) => input.value);
  return batchInput === undefined ? { Items } : { BatchInput: batchInput, Items };
}
