import { JavaPatternLimitError } from './java-pattern-error.ts';

/** In the place of an index into the text: there is none. */
export const NONE = -1;

/** An entry is a tag and two numbers. */
const ENTRY_SIZE = 3;

/** Far more than a match needs that ends in time. */
const MAX_LENGTH = 2_000_000 * ENTRY_SIZE;

/**
 * What is tried or undone when a way fails, and the registers whose changes are undone. A choice
 * has the index of its instruction as its tag, a register that was set has a negative one.
 */
export class BacktrackStack {
  /** Of the choice that `backtrack` has come to. */
  at = 0;
  first = 0;
  second = 0;
  readonly #registers: Int32Array;
  readonly #entries: number[] = [];

  constructor(registerCount: number) {
    this.#registers = new Int32Array(registerCount);
  }

  get height(): number {
    return this.#entries.length;
  }

  clear(): void {
    this.#entries.length = 0;
    this.#registers.fill(NONE);
  }

  register(index: number): number {
    return this.#registers[index] as number;
  }

  /** Sets a register in such a way that it can be undone. */
  set(index: number, value: number): void {
    this.choose(-1 - index, this.register(index), 0);
    this.#registers[index] = value;
  }

  /** Notes another way, which the instruction at `at` takes when this one fails. */
  choose(at: number, first: number, second: number): void {
    if (this.#entries.length > MAX_LENGTH) tooExpensive();
    this.#entries.push(at, first, second);
  }

  /** Undoes up to the last choice above `base`; false when there is none. */
  backtrack(base: number): boolean {
    const entries = this.#entries;
    while (entries.length > base) {
      this.second = entries.pop() as number;
      this.first = entries.pop() as number;
      this.at = entries.pop() as number;
      if (this.at >= 0) return true;
      this.#registers[-1 - this.at] = this.first;
    }
    return false;
  }

  /** Gives up the choices above `base`, but keeps what is to be undone. */
  commit(base: number): void {
    const entries = this.#entries;
    let end = base;
    for (let entry = base; entry < entries.length; entry += ENTRY_SIZE) {
      if ((entries[entry] as number) >= 0) continue;
      entries[end] = entries[entry] as number;
      entries[end + 1] = entries[entry + 1] as number;
      end += ENTRY_SIZE;
    }
    entries.length = end;
  }

  /** Undoes everything above `base`. */
  undo(base: number): void {
    this.commit(base);
    this.backtrack(base);
  }
}

export function tooExpensive(): never {
  throw new JavaPatternLimitError(
    'the regular expression takes too many steps on this text: avoid repetitions inside repetitions',
  );
}
