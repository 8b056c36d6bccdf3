import { setIndexedValue, setPropertyValue } from './access.ts';
import { isTrue } from './apply-operator.ts';
import { DefinedBlock } from './defined-block.ts';
import { evaluate, orFail, referenceValue, resolve } from './evaluate.ts';
import { ForeachScope } from './foreach-scope.ts';
import { type Frame, failAt, spend } from './frame.ts';
import { MAX_LOOP_ITERATIONS, MAX_TEXT_LENGTH } from './limits.ts';
import { valuesOf } from './map-methods.ts';
import type { Block, ForeachNode, IfNode, SetNode, Template, VtlNode } from './nodes.ts';
import { isVtlMap, JavaObject, textOf, type VtlValue } from './value.ts';

/**
 * Renders a template.
 *
 * @param variables - what the references stand for; lists and maps among them can be changed by the template
 * @throws VtlError where API Gateway would answer 500: a method of Java throws, or a limit is passed
 */
export function renderTemplate(
  template: Template,
  variables: Readonly<Record<string, VtlValue>>,
): string {
  const frame: Frame = {
    template,
    scope: new Map(Object.entries(variables)),
    output: '',
    exit: undefined,
    steps: 0,
    renderBlock,
  };
  try {
    renderBlock(template.nodes, frame);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    failAt(frame, 0, 'a value is nested too deeply, or contains itself', error);
  }
  return frame.output;
}

function renderBlock(block: Block, frame: Frame): void {
  for (const node of block) {
    renderNode(node, frame);
    if (frame.exit !== undefined) return;
  }
}

function renderNode(node: VtlNode, frame: Frame): void {
  switch (node.kind) {
    case 'text':
      write(node.text, node.offset, frame);
      break;
    case 'reference':
      write(textOf(referenceValue(node, frame)), node.offset, frame);
      break;
    case 'set':
      renderSet(node, frame);
      break;
    case 'if':
      renderIf(node, frame);
      break;
    case 'foreach':
      renderForeach(node, frame);
      break;
    case 'define':
      frame.scope.set(node.name, new DefinedBlock(node.block, frame));
      break;
    case 'break':
    case 'stop':
      frame.exit = node.kind;
      break;
  }
}

function write(text: string, offset: number, frame: Frame): void {
  frame.output += text;
  spend(frame, offset, text.length);
  if (frame.output.length > MAX_TEXT_LENGTH) spend(frame, offset, frame.output.length);
}

function renderSet({ target, value, offset }: SetNode, frame: Frame): void {
  const result = evaluate(value, frame);
  spend(frame, offset, 0);
  const last = target.accessors.at(-1);
  if (last === undefined) {
    frame.scope.set(target.name, result);
    return;
  }
  const object = resolve(target, target.accessors.length - 1, frame);
  if (object === undefined) return;
  if (last.kind === 'property') setPropertyValue(object, last.name, result);
  if (last.kind === 'index') {
    const index = evaluate(last.index, frame);
    orFail(() => setIndexedValue(object, index, result), last.offset, frame);
  }
}

function renderIf({ branches, otherwise }: IfNode, frame: Frame): void {
  for (const { condition, block } of branches) {
    if (isTrue(evaluate(condition, frame))) {
      renderBlock(block, frame);
      return;
    }
  }
  renderBlock(otherwise, frame);
}

const LOOP_VARIABLES = ['foreach', 'velocityCount', 'velocityHasNext'] as const;

function renderForeach(node: ForeachNode, frame: Frame): void {
  const { scope } = frame;
  const items = itemsOf(evaluate(node.items, frame));
  const names = [node.variable, ...LOOP_VARIABLES];
  const outer = names.map((name) => scope.get(name));
  const parent = scope.get('foreach');
  const foreach = new ForeachScope(
    items.length,
    parent instanceof ForeachScope ? parent : undefined,
  );
  // Local runtime: items beyond the quota are left out, as Velocity does with directive.foreach.maxloops.
  const count = Math.min(items.length, MAX_LOOP_ITERATIONS);
  scope.set('foreach', foreach);
  for (let index = 0; index < count && frame.exit === undefined; index += 1) {
    foreach.index = index;
    scope.set(node.variable, items[index] ?? '');
    scope.set('velocityCount', index + 1);
    scope.set('velocityHasNext', foreach.hasNext);
    spend(frame, node.offset, 0);
    renderBlock(node.block, frame);
  }
  if (frame.exit === 'break') frame.exit = undefined;
  for (const [position, name] of names.entries()) {
    const value = outer[position];
    if (value === undefined) scope.delete(name);
    else scope.set(name, value);
  }
}

/** What a loop walks over: the items of a list, the values of a map; nothing of anything else. */
function itemsOf(value: VtlValue): readonly VtlValue[] {
  if (Array.isArray(value)) return value;
  if (value instanceof JavaObject) return value.items();
  return isVtlMap(value) ? valuesOf(value) : [];
}
