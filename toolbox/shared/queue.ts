/** First in, first out. */
export interface Queue<Item> {
  readonly size: () => number;
  readonly add: (item: Item) => void;
  /** Takes the oldest item, if there is one. */
  readonly take: () => Item | undefined;
  /** Removes those items, wherever they stand. */
  readonly remove: (items: ReadonlySet<Item>) => void;
}

/** Places at the front that are left empty before the others move up: each move costs time. */
const MAX_EMPTY_PLACES = 1_000;

export function createQueue<Item>(): Queue<Item> {
  let items: (Item | undefined)[] = [];
  let empty = 0;
  return {
    size: () => items.length - empty,
    add(item) {
      items.push(item);
    },
    take() {
      const item = items[empty];
      if (item === undefined) return undefined;
      // What the queue does not name any more can be collected.
      items[empty] = undefined;
      empty += 1;
      if (empty > MAX_EMPTY_PLACES) {
        items.splice(0, empty);
        empty = 0;
      }
      return item;
    },
    remove(unwanted) {
      items = items.filter((item) => item !== undefined && !unwanted.has(item));
      empty = 0;
    },
  };
}
