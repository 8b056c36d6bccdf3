import { BacktrackStack, NONE, tooExpensive } from './backtrack-stack.ts';
import type { Instruction, Program } from './compile-program.ts';

/** What matching may cost; one for all matches that belong together. */
export interface MatchBudget {
  stepsLeft: number;
}

type Step<Kind extends Instruction['kind']> = Extract<Instruction, { kind: Kind }>;

/**
 * Runs a program by backtracking, with a stack of its own: neither the length of a text nor what a
 * pattern makes of it exhausts the stack of JavaScript or the time.
 */
export class Machine {
  readonly #program: Program;
  readonly #text: string;
  readonly #budget: MatchBudget;
  /** Its registers: start and end of each group; where each is open; count and last start of each loop. */
  readonly #stack: BacktrackStack;
  readonly #openGroups: number;
  readonly #loops: number;
  #lastEnd = 0;
  #index = 0;
  #position = 0;

  constructor(program: Program, text: string, budget: MatchBudget) {
    this.#program = program;
    this.#text = text;
    this.#budget = budget;
    this.#openGroups = 2 * (program.groupCount + 1);
    this.#loops = this.#openGroups + program.groupCount + 1;
    this.#stack = new BacktrackStack(this.#loops + 2 * program.loopCount);
  }

  /**
   * Matches at one place.
   *
   * @param lastEnd - where the match before ended
   * @param wantedEnd - where the match has to end, or `NONE`
   * @returns the end of the match, or `NONE`
   * @throws JavaPatternLimitError when the budget is spent
   */
  matchAt(start: number, lastEnd: number, wantedEnd: number): number {
    this.#stack.clear();
    this.#lastEnd = lastEnd;
    const end = this.#run(0, start, wantedEnd);
    this.#stack.set(0, start);
    this.#stack.set(1, end);
    return end;
  }

  /** The text of a group in the last match; undefined when the group took no part in it. */
  group(index: number): string | undefined {
    const start = this.#stack.register(2 * index);
    return start === NONE
      ? undefined
      : this.#text.slice(start, this.#stack.register(2 * index + 1));
  }

  /** Runs up to the next `accept`. */
  #run(first: number, start: number, wantedEnd: number): number {
    const base = this.#stack.height;
    const { instructions } = this.#program;
    this.#index = first;
    this.#position = start;
    for (;;) {
      this.#spend(1);
      const instruction = instructions[this.#index] as Instruction;
      if (instruction.kind === 'accept') {
        if (wantedEnd === NONE || this.#position === wantedEnd) return this.#position;
        if (!this.#backtrack(base)) return NONE;
      } else if (!this.#step(instruction) && !this.#backtrack(base)) {
        return NONE;
      }
    }
  }

  #spend(steps: number): void {
    this.#budget.stepsLeft -= steps;
    if (this.#budget.stepsLeft < 0) tooExpensive();
  }

  /** Runs one instruction and goes on to the next; false when it fails. */
  #step(instruction: Exclude<Instruction, Step<'accept'>>): boolean {
    const at = this.#index;
    this.#index = at + 1;
    switch (instruction.kind) {
      case 'literal':
        return this.#literal(instruction.codePoint);
      case 'set':
        return this.#take(instruction);
      case 'run':
        return this.#runOf(instruction, at);
      case 'split':
        this.#stack.choose(at, this.#position, 0);
        return true;
      case 'jump':
        this.#index = instruction.to;
        return true;
      case 'open':
        this.#stack.set(this.#openGroups + instruction.group, this.#position);
        return true;
      case 'close':
        this.#stack.set(
          2 * instruction.group,
          this.#stack.register(this.#openGroups + instruction.group),
        );
        this.#stack.set(2 * instruction.group + 1, this.#position);
        return true;
      case 'place':
        return instruction.test(this.#text, this.#position, this.#lastEnd);
      case 'startLoop':
        this.#stack.set(this.#loops + 2 * instruction.loop, 0);
        return true;
      case 'loop':
        return this.#loop(instruction, at);
      case 'atomic':
        return this.#atomic(instruction, at);
      case 'look':
        return this.#look(instruction, at);
      case 'backReference':
        return this.#backReference(instruction);
    }
  }

  #literal(codePoint: number): boolean {
    if (this.#text.codePointAt(this.#position) !== codePoint) return false;
    this.#position += codePoint > 0xffff ? 2 : 1;
    return true;
  }

  #take({ set }: { readonly set: (codePoint: number) => boolean }): boolean {
    const codePoint = this.#text.codePointAt(this.#position);
    if (codePoint === undefined || !set(codePoint)) return false;
    this.#position += codePoint > 0xffff ? 2 : 1;
    return true;
  }

  /** Takes as many characters as it may, or as few; `#retry` tries the other numbers. */
  #runOf(run: Step<'run'>, at: number): boolean {
    let count = 0;
    while (count < run.min && this.#take(run)) count += 1;
    if (count < run.min) return false;
    const minimumEnd = this.#position;
    if (run.mode === 'lazy') {
      if (count < run.max) this.#stack.choose(at, this.#position, count);
      return true;
    }
    while (count < run.max && this.#take(run)) count += 1;
    this.#spend(count);
    if (run.mode === 'greedy' && this.#position > minimumEnd) {
      this.#stack.choose(at, this.#position, minimumEnd);
    }
    return true;
  }

  /** As Java's, a loop ends after an iteration that matches nothing. */
  #loop(loop: Step<'loop'>, at: number): boolean {
    const register = this.#loops + 2 * loop.loop;
    const count = this.#stack.register(register);
    const isIdle = count > 0 && this.#stack.register(register + 1) === this.#position;
    if (isIdle || count >= loop.max) {
      this.#index = loop.exit;
    } else if (count < loop.min) {
      this.#enter(loop, at);
    } else {
      this.#stack.choose(at, this.#position, 0);
      if (loop.isLazy) this.#index = loop.exit;
      else this.#enter(loop, at);
    }
    return true;
  }

  #enter({ loop }: Step<'loop'>, at: number): void {
    const register = this.#loops + 2 * loop;
    this.#stack.set(register, this.#stack.register(register) + 1);
    this.#stack.set(register + 1, this.#position);
    this.#index = at + 1;
  }

  #atomic({ end }: Step<'atomic'>, at: number): boolean {
    const base = this.#stack.height;
    const matchEnd = this.#run(at + 1, this.#position, NONE);
    if (matchEnd === NONE) return false;
    this.#stack.commit(base);
    this.#index = end;
    return true;
  }

  #look({ isNegated, behind, end }: Step<'look'>, at: number): boolean {
    const position = this.#position;
    const base = this.#stack.height;
    const isFound =
      behind === undefined
        ? this.#run(at + 1, position, NONE) !== NONE
        : this.#lookBehind(behind, at, position);
    if (isFound && isNegated) {
      this.#stack.undo(base);
      return false;
    }
    this.#stack.commit(base);
    this.#position = position;
    this.#index = end;
    return isFound !== isNegated;
  }

  #lookBehind(
    { min, max }: { readonly min: number; readonly max: number },
    at: number,
    position: number,
  ): boolean {
    const first = Math.max(0, position - max);
    for (let start = position - min; start >= first; start -= 1) {
      if (this.#run(at + 1, start, position) !== NONE) return true;
    }
    return false;
  }

  /** A group that took no part matches nothing, not even the empty text. */
  #backReference({ group, fold }: Step<'backReference'>): boolean {
    const referred = group <= this.#program.groupCount ? this.group(group) : undefined;
    if (referred === undefined) return false;
    this.#spend(referred.length);
    for (const character of referred) {
      const codePoint = this.#text.codePointAt(this.#position);
      if (codePoint === undefined) return false;
      if (fold(codePoint) !== fold(character.codePointAt(0) as number)) return false;
      this.#position += codePoint > 0xffff ? 2 : 1;
    }
    return true;
  }

  /** Goes on with the last way that is left above `base`; false when none is. */
  #backtrack(base: number): boolean {
    const stack = this.#stack;
    while (stack.backtrack(base)) {
      if (this.#retry(stack.at, stack.first, stack.second)) return true;
    }
    return false;
  }

  #retry(at: number, first: number, second: number): boolean {
    const instruction = this.#program.instructions[at] as Step<'split' | 'loop' | 'run'>;
    this.#position = first;
    this.#index = at + 1;
    switch (instruction.kind) {
      case 'split':
        this.#index = instruction.otherwise;
        return true;
      case 'loop':
        if (instruction.isLazy) this.#enter(instruction, at);
        else this.#index = instruction.exit;
        return true;
      case 'run':
        return instruction.mode === 'lazy'
          ? this.#takeMore(instruction, at, second)
          : this.#giveBack(at, second);
    }
  }

  #takeMore(run: Step<'run'>, at: number, count: number): boolean {
    if (!this.#take(run)) return false;
    if (count + 1 < run.max) this.#stack.choose(at, this.#position, count + 1);
    return true;
  }

  #giveBack(at: number, minimumEnd: number): boolean {
    const end = this.#position - 1;
    const isPair = end > minimumEnd && (this.#text.codePointAt(end - 1) as number) > 0xffff;
    this.#position = isPair ? end - 1 : end;
    if (this.#position > minimumEnd) this.#stack.choose(at, this.#position, minimumEnd);
    return true;
  }
}
