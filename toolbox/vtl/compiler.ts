import type { TextSource } from '../shared/text-source.ts';
import type { Evaluate, Render } from './frame.ts';
import type { Block, Expression } from './nodes.ts';

/** What the compilation of a template shares: its rules contain each other, so they call each other through this. */
export interface Compiler {
  readonly source: TextSource;
  /** The place of a name in `Frame.slots`. */
  readonly slotOf: (name: string) => number;
  readonly compileBlock: (block: Block) => Render;
  readonly compileExpression: (expression: Expression) => Evaluate;
}
