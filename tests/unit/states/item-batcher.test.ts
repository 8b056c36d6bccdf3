import type { JsonValue } from '../../../toolbox/shared/json.ts';
import { batchItems } from '../../../toolbox/states/item-batcher.ts';
import type { ChildInput } from '../../../toolbox/states/map-run.ts';
import { document } from './a-run.ts';

const NO_LIMIT = Number.POSITIVE_INFINITY;

function items(...values: JsonValue[]): ChildInput[] {
  return values.map((Value, Index) => ({
    input: document(Value),
    itemCount: 1,
    mapItem: { Index, Value },
  }));
}

describe('batchItems', () => {
  test('counts the items of each batch', () => {
    const batches = batchItems(items(1, 2, 3), undefined, {
      maxItemsPerBatch: 2,
      maxInputBytesPerBatch: NO_LIMIT,
    });

    expect(
      batches?.map(({ input, itemCount, mapItem }) => [input.text, itemCount, mapItem.Index]),
    ).toEqual([
      ['{"Items":[1,2]}', 2, 0],
      ['{"Items":[3]}', 1, 1],
    ]);
  });

  test.each([
    { bytes: '{"Items":["é","é"]}'.length + 2, texts: ['{"Items":["é","é"]}', '{"Items":["é"]}'] },
    {
      bytes: '{"Items":["é","é"]}'.length + 1,
      texts: ['{"Items":["é"]}', '{"Items":["é"]}', '{"Items":["é"]}'],
    },
  ])('fills a batch up to $bytes bytes of UTF-8', ({ bytes, texts }) => {
    const batches = batchItems(items('é', 'é', 'é'), undefined, {
      maxItemsPerBatch: NO_LIMIT,
      maxInputBytesPerBatch: bytes,
    });

    expect(batches?.map(({ input }) => input.text)).toEqual(texts);
  });

  test('counts the batch input, too', () => {
    const text = '{"BatchInput":{"a":1},"Items":[1]}';

    const batches = batchItems(
      items(1, 2),
      { a: 1 },
      {
        maxItemsPerBatch: NO_LIMIT,
        maxInputBytesPerBatch: text.length,
      },
    );

    expect(batches?.map(({ input }) => input.text)).toEqual([text, text.replace('[1]', '[2]')]);
  });

  test('gives nothing when an item alone is too large', () => {
    const limits = { maxItemsPerBatch: NO_LIMIT, maxInputBytesPerBatch: '{"Items":[12]}'.length };

    expect(batchItems(items(12), undefined, limits)).toHaveLength(1);
    expect(batchItems(items(12, 123), undefined, limits)).toBeUndefined();
  });

  test('makes no batch of no items', () => {
    const limits = { maxItemsPerBatch: 1, maxInputBytesPerBatch: NO_LIMIT };

    expect(batchItems([], undefined, limits)).toEqual([]);
  });
});
