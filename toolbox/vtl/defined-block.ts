import { type Frame, type Render, renderText } from './frame.ts';
import { JavaObject, type VtlValue } from './value.ts';

/** Velocity's `directive.define.maxdepth`: a block that uses itself is printed this often, then left out. */
const MAX_DEPTH = 2;

/** What `#define` sets: it is rendered anew wherever it is used. */
export class DefinedBlock extends JavaObject {
  readonly #block: Render;
  readonly #frame: Frame;
  #depth = 0;

  constructor(block: Render, frame: Frame) {
    super();
    this.#block = block;
    this.#frame = frame;
  }

  override call(method: string, args: readonly VtlValue[]): VtlValue | undefined {
    return method === 'toString' && args.length === 0 ? this.toString() : undefined;
  }

  override toString(): string {
    if (this.#depth >= MAX_DEPTH) return '';
    this.#depth += 1;
    try {
      return renderText(this.#block, this.#frame);
    } finally {
      this.#depth -= 1;
    }
  }
}
