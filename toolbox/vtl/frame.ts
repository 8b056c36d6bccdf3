import type { MatchBudget } from '../shared/java-pattern/java-pattern.ts';
import type { TextSource } from '../shared/text-source.ts';
import { MAX_STEPS, MAX_TEXT_LENGTH } from './limits.ts';
import type { VtlValue } from './value.ts';
import { VtlError } from './vtl-error.ts';

/** The state of one rendering. */
export interface Frame {
  readonly source: TextSource;
  /** What the names of the template stand for, each in its place. */
  readonly slots: (VtlValue | undefined)[];
  output: string;
  /** Set by `#break` and `#stop`: the nodes that follow are not rendered. */
  exit: 'break' | 'stop' | undefined;
  /** What the rendering has cost so far. */
  steps: number;
  /** What its regular expressions and JSONPaths may still cost. */
  readonly budget: MatchBudget;
}

/** A node or block that is compiled: it appends its text to the output. */
export type Render = (frame: Frame) => void;

/** An expression that is compiled. */
export type Evaluate = (frame: Frame) => VtlValue;

/** A reference that is compiled: undefined when there is no such value. */
export type Resolve = (frame: Frame) => VtlValue | undefined;

export function failAt(
  { source }: Pick<Frame, 'source'>,
  offset: number,
  message: string,
  cause?: unknown,
): never {
  throw new VtlError(message, { source, offset, cause });
}

/** Counts one step, and the length of the text that it made. */
export function spend(frame: Frame, offset: number, textLength: number): void {
  frame.steps += 1 + (textLength >> 7);
  if (frame.steps > MAX_STEPS || textLength > MAX_TEXT_LENGTH) refuse(frame, offset, textLength);
}

function refuse(frame: Frame, offset: number, textLength: number): never {
  return failAt(
    frame,
    offset,
    textLength > MAX_TEXT_LENGTH
      ? `the text grows beyond ${MAX_TEXT_LENGTH} characters: shorten it`
      : `the template takes more than ${MAX_STEPS} steps: simplify its loops`,
  );
}

/** Appends to the output. */
export function write(frame: Frame, offset: number, text: string): void {
  frame.output += text;
  spend(frame, offset, text.length);
  if (frame.output.length > MAX_TEXT_LENGTH) refuse(frame, offset, frame.output.length);
}

/** Renders a block into a text of its own. */
export function renderText(block: Render, frame: Frame): string {
  const before = frame.output;
  frame.output = '';
  block(frame);
  const text = frame.output;
  frame.output = before;
  return text;
}
