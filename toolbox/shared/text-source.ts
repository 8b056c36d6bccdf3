import type { Position } from './problem.ts';

/**
 * A text that stands in one of the developer's files: a mapping template inside a YAML block scalar, a workflow file.
 */
export interface TextSource {
  readonly text: string;
  /** The place in the file of the character at `offset` of `text` (best effort where `Fn::Sub` replaced something). */
  positionAt(offset: number): Position;
}

/** The source of a whole file, whose text is not changed on the way. */
export function fileSource(file: string, text: string): TextSource {
  return {
    text,
    positionAt(offset) {
      const before = text.slice(0, offset);
      const line = before.split('\n').length;
      return { file, line, column: offset - before.lastIndexOf('\n') };
    },
  };
}
