import type { Position } from '../shared/problem.ts';
import type { TextSource } from '../shared/text-source.ts';

/** A whole file whose line starts are found once, for readers that ask for many positions. */
export function indexedSource(file: string, text: string): TextSource {
  const lineStarts = [0];
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1)) {
    lineStarts.push(index + 1);
  }
  /** Readers go through a file from start to end: the next place is mostly in the same line or the next one. */
  let line = 0;
  const isInLine = (offset: number): boolean =>
    offset >= (lineStarts[line] ?? 0) && offset < (lineStarts[line + 1] ?? Infinity);
  return {
    text,
    positionAt(offset): Position {
      if (!isInLine(offset)) {
        line = Math.min(line + 1, lineStarts.length - 1);
        if (!isInLine(offset)) line = lastAtOrBefore(lineStarts, offset);
      }
      return { file, line: line + 1, column: offset - (lineStarts[line] ?? 0) + 1 };
    },
  };
}

/** The index of the last number that is not greater than `value` in an ascending list that starts with 0. */
export function lastAtOrBefore(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
