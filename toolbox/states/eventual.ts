/**
 * A value that is there already, or later. JSONata answers later; what JSONPath gives is there at once, and a state that
 * uses nothing else takes no turn of the event loop.
 */
export type Eventual<T> = T | Promise<T>;

/** Goes on with the value as soon as it is there. */
export function whenReady<T, R>(value: Eventual<T>, next: (value: T) => Eventual<R>): Eventual<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** Does something with one item after the other, each when the one before is done. */
export function forEachInOrder<T>(
  items: readonly T[],
  action: (item: T) => Eventual<void>,
  from = 0,
): Eventual<void> {
  for (let index = from; index < items.length; index += 1) {
    const pending = action(items[index] as T);
    if (pending instanceof Promise) {
      return pending.then(() => forEachInOrder(items, action, index + 1));
    }
  }
}
