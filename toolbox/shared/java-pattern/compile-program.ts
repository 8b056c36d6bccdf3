import { JavaPatternError } from './java-pattern-error.ts';
import { lengthOf } from './pattern-length.ts';
import type { CharacterSet, PatternNode, PlaceTest, RepeatMode } from './pattern-node.ts';

/** One step of a program; what follows it stands behind it, unless it says otherwise. */
export type Instruction =
  | { readonly kind: 'literal'; readonly codePoint: number }
  | { readonly kind: 'set'; readonly set: CharacterSet }
  /** One character, repeated. */
  | {
      readonly kind: 'run';
      readonly set: CharacterSet;
      readonly min: number;
      readonly max: number;
      readonly mode: RepeatMode;
    }
  | { readonly kind: 'place'; readonly test: PlaceTest }
  /** Goes on behind it, and at `otherwise` when that fails. */
  | { readonly kind: 'split'; otherwise: number }
  | { readonly kind: 'jump'; to: number }
  | { readonly kind: 'open'; readonly group: number }
  | { readonly kind: 'close'; readonly group: number }
  | { readonly kind: 'startLoop'; readonly loop: number }
  /** Enters the body behind it once more, or leaves for `exit`; the body ends in a jump to here. */
  | {
      readonly kind: 'loop';
      readonly loop: number;
      readonly min: number;
      readonly max: number;
      readonly isLazy: boolean;
      exit: number;
    }
  /** The body behind it, up to its `accept`, matches once or not at all; then it goes on at `end`. */
  | { readonly kind: 'atomic'; end: number }
  | {
      readonly kind: 'look';
      readonly isNegated: boolean;
      /** How far behind the place the body may begin; undefined to look ahead. */
      readonly behind: { readonly min: number; readonly max: number } | undefined;
      end: number;
    }
  | {
      readonly kind: 'backReference';
      readonly group: number;
      readonly fold: (codePoint: number) => number;
    }
  | { readonly kind: 'accept' };

/** A regular expression as steps of a machine. */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly groupCount: number;
  readonly loopCount: number;
}

interface Builder {
  readonly instructions: Instruction[];
  loopCount: number;
}

/** @throws JavaPatternError for a look-behind whose length has no maximum */
export function compileProgram(root: PatternNode, groupCount: number): Program {
  const builder: Builder = { instructions: [], loopCount: 0 };
  emit(root, builder);
  builder.instructions.push({ kind: 'accept' });
  return { instructions: builder.instructions, groupCount, loopCount: builder.loopCount };
}

function emit(node: PatternNode, builder: Builder): void {
  const { instructions } = builder;
  switch (node.kind) {
    case 'sequence':
      for (const item of node.items) emit(item, builder);
      break;
    case 'alternation':
      emitAlternation(node.options, builder);
      break;
    case 'character':
      instructions.push(characterInstruction(node));
      break;
    case 'place':
      instructions.push({ kind: 'place', test: node.test });
      break;
    case 'group':
      instructions.push({ kind: 'open', group: node.index });
      emit(node.body, builder);
      instructions.push({ kind: 'close', group: node.index });
      break;
    case 'repeat':
      emitRepeat(node, builder);
      break;
    case 'atomic':
      emitInner({ kind: 'atomic', end: 0 }, node.body, builder);
      break;
    case 'look':
      emitLook(node, builder);
      break;
    case 'backReference':
      instructions.push({ kind: 'backReference', group: node.group, fold: node.fold });
      break;
  }
}

function characterInstruction({
  set,
  literal,
}: Extract<PatternNode, { kind: 'character' }>): Instruction {
  return literal === undefined ? { kind: 'set', set } : { kind: 'literal', codePoint: literal };
}

function emitAlternation(options: readonly PatternNode[], builder: Builder): void {
  const { instructions } = builder;
  const jumps: { to: number }[] = [];
  for (const [index, option] of options.entries()) {
    if (index === options.length - 1) {
      emit(option, builder);
      break;
    }
    const split = { kind: 'split' as const, otherwise: 0 };
    const jump = { kind: 'jump' as const, to: 0 };
    instructions.push(split);
    emit(option, builder);
    instructions.push(jump);
    split.otherwise = instructions.length;
    jumps.push(jump);
  }
  for (const jump of jumps) jump.to = instructions.length;
}

type RepeatNode = Extract<PatternNode, { kind: 'repeat' }>;

function emitRepeat(node: RepeatNode, builder: Builder): void {
  const { body, min, max, mode } = node;
  if (body.kind === 'character') {
    builder.instructions.push({ kind: 'run', set: body.set, min, max, mode });
  } else if (mode === 'possessive') {
    emitInner({ kind: 'atomic', end: 0 }, { ...node, mode: 'greedy' }, builder);
  } else {
    emitLoop(node, builder);
  }
}

function emitLoop({ body, min, max, mode }: RepeatNode, builder: Builder): void {
  const { instructions } = builder;
  const loop = builder.loopCount;
  builder.loopCount += 1;
  instructions.push({ kind: 'startLoop', loop });
  const head = instructions.length;
  const instruction = { kind: 'loop' as const, loop, min, max, isLazy: mode === 'lazy', exit: 0 };
  instructions.push(instruction);
  emit(body, builder);
  instructions.push({ kind: 'jump', to: head });
  instruction.exit = instructions.length;
}

function emitInner(
  instruction: Extract<Instruction, { end: number }>,
  body: PatternNode,
  builder: Builder,
): void {
  builder.instructions.push(instruction);
  emit(body, builder);
  builder.instructions.push({ kind: 'accept' });
  instruction.end = builder.instructions.length;
}

function emitLook(
  { direction, isNegated, body }: Extract<PatternNode, { kind: 'look' }>,
  builder: Builder,
): void {
  const behind = direction === 'behind' ? lengthOf(body) : undefined;
  if (behind?.max === Number.POSITIVE_INFINITY) {
    throw new JavaPatternError('a look-behind has no obvious maximum length');
  }
  emitInner({ kind: 'look', isNegated, behind, end: 0 }, body, builder);
}
