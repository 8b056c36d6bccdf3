import type { Position } from '../shared/problem.ts';
import type { TextSource } from '../shared/text-source.ts';

/** A fault of a mapping template: what was found, what is expected, how to mend it, and where. */
export class VtlError extends Error {
  override readonly name = 'VtlError';
  /** Index into the text of the template. */
  readonly offset: number;
  /** The same place in the developer's file. */
  readonly position: Position;

  constructor(
    message: string,
    { source, offset, cause }: { source: TextSource; offset: number; cause?: unknown },
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.offset = offset;
    this.position = source.positionAt(offset);
  }
}
