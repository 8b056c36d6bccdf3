import { setIndexedValue, setPropertyValue } from './access.ts';
import { compileChain } from './compile-expression.ts';
import { compileResolve, failOnException } from './compile-reference.ts';
import type { Compiler } from './compiler.ts';
import { type Frame, type Render, spend } from './frame.ts';
import type { Accessor, SetNode } from './nodes.ts';
import type { VtlValue } from './value.ts';

export function compileSet({ target, value, offset }: SetNode, compiler: Compiler): Render {
  const evaluate =
    value.kind === 'chain' ? compileChain(value, compiler) : compiler.compileExpression(value);
  const last = target.accessors.at(-1);
  if (last === undefined) {
    const slot = compiler.slotOf(target.name);
    return (frame) => {
      const result = evaluate(frame);
      spend(frame, offset, 0);
      // Velocity leaves the variable as it is when a calculation has no result.
      if (result !== undefined) frame.slots[slot] = result;
    };
  }
  const resolve = compileResolve(target, target.accessors.length - 1, compiler);
  const assign = compileAssignment(last, compiler);
  return (frame) => {
    const result = evaluate(frame);
    spend(frame, offset, 0);
    const object = resolve(frame);
    if (object !== undefined && result !== undefined) assign(object, result, frame);
  };
}

function compileAssignment(
  last: Accessor,
  compiler: Compiler,
): (object: VtlValue, value: VtlValue, frame: Frame) => void {
  switch (last.kind) {
    case 'property':
      return (object, value, frame) => {
        try {
          setPropertyValue(object, last.name, value);
        } catch (error) {
          failOnException(error, last.offset, frame);
        }
      };
    case 'index': {
      const index = compiler.compileExpression(last.index);
      return (object, value, frame) => {
        const position = index(frame);
        try {
          setIndexedValue(object, position, value);
        } catch (error) {
          failOnException(error, last.offset, frame);
        }
      };
    }
    case 'method':
      // The parser refuses it.
      return () => {};
  }
}
