import { MAX_STEPS, MAX_TEXT_LENGTH } from './limits.ts';
import type { Block, Template } from './nodes.ts';
import type { VtlValue } from './value.ts';
import { VtlError } from './vtl-error.ts';

/** The state of one rendering. */
export interface Frame {
  readonly template: Template;
  readonly scope: Map<string, VtlValue>;
  output: string;
  /** Set by `#break` and `#stop`: the nodes that follow are not rendered. */
  exit: 'break' | 'stop' | undefined;
  /** What the rendering has cost so far. */
  steps: number;
  /** Given here because blocks contain expressions and literals contain blocks. */
  readonly renderBlock: (block: Block, frame: Frame) => void;
}

export function failAt(frame: Frame, offset: number, message: string, cause?: unknown): never {
  throw new VtlError(message, { source: frame.template.source, offset, cause });
}

/** Counts one step, and the length of the text that it made. */
export function spend(frame: Frame, offset: number, textLength: number): void {
  frame.steps += 1 + (textLength >> 10);
  if (textLength > MAX_TEXT_LENGTH) {
    failAt(frame, offset, `the text grows beyond ${MAX_TEXT_LENGTH} characters: shorten it`);
  }
  if (frame.steps > MAX_STEPS) {
    failAt(frame, offset, `the template takes more than ${MAX_STEPS} steps: simplify its loops`);
  }
}

/** Renders a block into a text of its own. */
export function renderText(block: Block, frame: Frame): string {
  const before = frame.output;
  frame.output = '';
  frame.renderBlock(block, frame);
  const text = frame.output;
  frame.output = before;
  return text;
}
