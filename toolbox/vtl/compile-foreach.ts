import type { Compiler } from './compiler.ts';
import { ForeachScope } from './foreach-scope.ts';
import { type Render, spend } from './frame.ts';
import { MAX_LOOP_ITERATIONS } from './limits.ts';
import { valuesOf } from './map-methods.ts';
import type { ForeachNode } from './nodes.ts';
import { isVtlMap, itemsOf, type VtlValue } from './value.ts';

export function compileForeach(node: ForeachNode, compiler: Compiler): Render {
  const { offset } = node;
  const evaluateItems = compiler.compileExpression(node.items);
  const [variable, foreach, velocityCount, velocityHasNext] = [
    compiler.slotOf(node.variable),
    compiler.slotOf('foreach'),
    compiler.slotOf('velocityCount'),
    compiler.slotOf('velocityHasNext'),
  ];
  const render = compiler.compileBlock(node.block);
  return (frame) => {
    const { slots } = frame;
    const items = iterated(evaluateItems(frame));
    const outer = [slots[variable], slots[foreach], slots[velocityCount], slots[velocityHasNext]];
    const scope = new ForeachScope(items.length, slots[foreach]);
    // Local runtime: items beyond the quota are left out, as Velocity does with directive.foreach.maxloops.
    const count = Math.min(items.length, MAX_LOOP_ITERATIONS);
    slots[foreach] = scope;
    for (let index = 0; index < count && frame.exit === undefined; index += 1) {
      scope.index = index;
      slots[variable] = items[index] ?? '';
      slots[velocityCount] = index + 1;
      slots[velocityHasNext] = scope.hasNext;
      spend(frame, offset, 0);
      render(frame);
    }
    if (frame.exit === 'break') frame.exit = undefined;
    [slots[variable], slots[foreach], slots[velocityCount], slots[velocityHasNext]] = outer;
  };
}

/** What a loop walks over: the items of a list, the values of a map; nothing of anything else. */
function iterated(value: VtlValue): readonly VtlValue[] {
  return itemsOf(value) ?? (isVtlMap(value) ? valuesOf(value) : []);
}
