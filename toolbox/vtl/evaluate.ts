import type { JsonValue } from '../shared/json.ts';
import { orderedObject, setProperty } from '../shared/json.ts';
import { callMethod, indexedValue, propertyValue } from './access.ts';
import { applyOperator, isTrue } from './apply-operator.ts';
import { type Frame, failAt, renderText, spend } from './frame.ts';
import { JavaException } from './java-exception.ts';
import { isInteger } from './java-number.ts';
import { MAX_LIST_LENGTH } from './limits.ts';
import type { Accessor, ChainNode, Expression, ReferenceNode } from './nodes.ts';
import { arrayList, elementOf, isNumber, textOf, type VtlValue } from './value.ts';

export function evaluate(expression: Expression, frame: Frame): VtlValue {
  switch (expression.kind) {
    case 'literal':
      return expression.value ?? '';
    case 'reference':
      return referenceValue(expression, frame);
    case 'interpolated':
      return renderText(expression.block, frame);
    case 'list':
      return arrayList(expression.items.map((item) => elementOf(evaluate(item, frame))));
    case 'map':
      return mapValue(expression.entries, frame);
    case 'range':
      return rangeValue(expression, frame);
    case 'not':
      return !isTrue(evaluate(expression.operand, frame));
    case 'chain':
      return chainValue(expression, frame);
  }
}

/**
 * Evaluates a reference. API Gateway puts an empty string in the place of one that has no value: so it is true in
 * `#if`, equals `""` and prints nothing.
 */
export function referenceValue(reference: ReferenceNode, frame: Frame): VtlValue {
  return resolve(reference, reference.accessors.length, frame) ?? '';
}

/** Evaluates a reference with the first `count` of its properties, methods and indexes. */
export function resolve(
  { name, accessors }: ReferenceNode,
  count: number,
  frame: Frame,
): VtlValue | undefined {
  let value = frame.scope.get(name);
  for (let index = 0; index < count; index += 1) {
    if (value === undefined || value === null) return undefined;
    value = access(value, accessors[index] as Accessor, frame);
  }
  return value;
}

function access(object: VtlValue, accessor: Accessor, frame: Frame): VtlValue | undefined {
  switch (accessor.kind) {
    case 'property':
      return propertyValue(object, accessor.name);
    case 'index': {
      const index = evaluate(accessor.index, frame);
      return orFail(() => indexedValue(object, index), accessor.offset, frame);
    }
    case 'method': {
      const args = accessor.args.map((arg) => evaluate(arg, frame));
      const { name, offset } = accessor;
      const value = orFail(() => callMethod(object, name, args), offset, frame);
      spend(frame, offset, typeof value === 'string' ? value.length : 0);
      return value;
    }
  }
}

/** Runs what may throw an exception of Java, which then gets its place in the template. */
export function orFail<T>(run: () => T, offset: number, frame: Frame): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof JavaException) failAt(frame, offset, error.message, error);
    throw error;
  }
}

function mapValue(
  entries: Extract<Expression, { kind: 'map' }>['entries'],
  frame: Frame,
): JsonValue {
  const map = orderedObject();
  for (const { key, value } of entries) {
    setProperty(map, textOf(evaluate(key, frame)), elementOf(evaluate(value, frame)));
  }
  return map;
}

/** `[1..3]`; it counts down when the first number is the greater one. */
function rangeValue(range: Extract<Expression, { kind: 'range' }>, frame: Frame): VtlValue {
  const from = evaluate(range.from, frame);
  const to = evaluate(range.to, frame);
  if (!isNumber(from) || !isNumber(to) || !isInteger(from) || !isInteger(to)) return '';
  const length = Math.abs(Number(to) - Number(from)) + 1;
  if (length > MAX_LIST_LENGTH) {
    failAt(frame, range.offset, `the range has more than ${MAX_LIST_LENGTH} elements`);
  }
  spend(frame, range.offset, length);
  const step = Number(to) < Number(from) ? -1 : 1;
  return arrayList(Array.from({ length }, (_item, index) => Number(from) + index * step));
}

function chainValue({ first, rest, offset }: ChainNode, frame: Frame): VtlValue {
  let value = evaluate(first, frame);
  for (const { operator, operand } of rest) {
    if (operator === '||') value = isTrue(value) || isTrue(evaluate(operand, frame));
    else if (operator === '&&') value = isTrue(value) && isTrue(evaluate(operand, frame));
    else value = applyOperator(operator, value, evaluate(operand, frame)) ?? '';
    spend(frame, offset, typeof value === 'string' ? value.length : 0);
  }
  return value;
}
