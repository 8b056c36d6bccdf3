import { orderedObject, setProperty } from '../shared/json.ts';
import { applyOperator, isTrue } from './apply-operator.ts';
import { compileReference } from './compile-reference.ts';
import type { Compiler } from './compiler.ts';
import { type Evaluate, failAt, type Resolve, renderText, spend } from './frame.ts';
import { isInteger } from './java-number.ts';
import { MAX_LIST_LENGTH } from './limits.ts';
import type { ChainNode, Expression } from './nodes.ts';
import { arrayList, elementOf, isNumber, textOf, type VtlValue } from './value.ts';

export function compileExpression(expression: Expression, compiler: Compiler): Evaluate {
  switch (expression.kind) {
    case 'literal': {
      const value = expression.value ?? '';
      return () => value;
    }
    case 'reference':
      return compileReference(expression, compiler);
    case 'interpolated': {
      const block = compiler.compileBlock(expression.block);
      return (frame) => renderText(block, frame);
    }
    case 'list': {
      const items = expression.items.map(compiler.compileExpression);
      return (frame) => arrayList(items.map((item) => elementOf(item(frame))));
    }
    case 'map':
      return compileMap(expression.entries, compiler);
    case 'range':
      return compileRange(expression, compiler);
    case 'not': {
      const operand = compiler.compileExpression(expression.operand);
      return (frame) => !isTrue(operand(frame));
    }
    case 'chain': {
      const resolve = compileChain(expression, compiler);
      return (frame) => resolve(frame) ?? '';
    }
  }
}

function compileMap(
  entries: Extract<Expression, { kind: 'map' }>['entries'],
  compiler: Compiler,
): Evaluate {
  const compiled = entries.map(({ key, value }) => ({
    key: compiler.compileExpression(key),
    value: compiler.compileExpression(value),
  }));
  return (frame) => {
    const map = orderedObject();
    for (const { key, value } of compiled) {
      setProperty(map, textOf(key(frame)), elementOf(value(frame)));
    }
    return map;
  };
}

/** `[1..3]`; it counts down when the first number is the greater one. */
function compileRange(range: Extract<Expression, { kind: 'range' }>, compiler: Compiler): Evaluate {
  const { offset } = range;
  const from = compiler.compileExpression(range.from);
  const to = compiler.compileExpression(range.to);
  return (frame) => {
    const first = integerOf(from(frame));
    const last = integerOf(to(frame));
    if (first === undefined || last === undefined) return '';
    const length = Math.abs(last - first) + 1;
    if (length > MAX_LIST_LENGTH) {
      failAt(frame, offset, `the range has more than ${MAX_LIST_LENGTH} elements`);
    }
    spend(frame, offset, length);
    const step = last < first ? -1 : 1;
    return arrayList(Array.from({ length }, (_item, index) => first + index * step));
  };
}

function integerOf(value: VtlValue): number | undefined {
  return isNumber(value) && isInteger(value) ? Number(value) : undefined;
}

/** Operators whose last one has no result, such as a division by zero, give undefined. */
export function compileChain({ first, rest, offset }: ChainNode, compiler: Compiler): Resolve {
  const start = compiler.compileExpression(first);
  const steps = rest.map(({ operator, operand }) => ({
    operator,
    operand: compiler.compileExpression(operand),
  }));
  return (frame) => {
    let value: VtlValue | undefined = start(frame);
    for (const { operator, operand } of steps) {
      const left: VtlValue = value ?? '';
      if (operator === '||') value = isTrue(left) || isTrue(operand(frame));
      else if (operator === '&&') value = isTrue(left) && isTrue(operand(frame));
      else value = applyOperator(operator, left, operand(frame));
      spend(frame, offset, typeof value === 'string' ? value.length : 0);
    }
    return value;
  };
}
