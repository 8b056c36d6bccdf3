import { matchBudget } from '../shared/java-pattern/java-pattern.ts';
import type { TextSource } from '../shared/text-source.ts';
import { compileBlock } from './compile-block.ts';
import { compileExpression } from './compile-expression.ts';
import type { Compiler } from './compiler.ts';
import { type Frame, failAt, type Render } from './frame.ts';
import { parseTemplate } from './parser.ts';
import type { VtlValue } from './value.ts';

/** A template that is parsed and turned into functions; it can be rendered any number of times. */
export interface CompiledTemplate {
  readonly source: TextSource;
  /** The names that the template mentions, in the order of `Frame.slots`. */
  readonly names: readonly string[];
  readonly render: Render;
}

/**
 * Parses and compiles a template, once for all renderings.
 *
 * @throws VtlError at the first fault
 */
export function compileTemplate(source: TextSource): CompiledTemplate {
  const { nodes } = parseTemplate(source);
  const slots = new Map<string, number>();
  const compiler: Compiler = {
    source,
    slotOf(name) {
      const slot = slots.get(name) ?? slots.size;
      slots.set(name, slot);
      return slot;
    },
    compileBlock: (block) => compileBlock(block, compiler),
    compileExpression: (expression) => compileExpression(expression, compiler),
  };
  const render = compiler.compileBlock(nodes);
  return { source, names: [...slots.keys()], render };
}

/**
 * Renders a template.
 *
 * @param variableOf - what a name stands for, undefined for nothing; lists and maps can be changed by the template
 * @throws VtlError where API Gateway would answer 500: a method of Java throws, or a limit is passed
 */
export function renderTemplate(
  { source, names, render }: CompiledTemplate,
  variableOf: (name: string) => VtlValue | undefined,
): string {
  const slots = names.map(variableOf);
  const frame: Frame = {
    source,
    slots,
    output: '',
    exit: undefined,
    steps: 0,
    budget: matchBudget(),
  };
  try {
    render(frame);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    failAt(frame, 0, 'a value is nested too deeply, or contains itself', error);
  }
  return frame.output;
}
