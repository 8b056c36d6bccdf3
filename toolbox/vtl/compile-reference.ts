import { indexedValue, methodNamed, propertyNamed } from './access.ts';
import type { Compiler } from './compiler.ts';
import { type Evaluate, type Frame, failAt, type Resolve, spend } from './frame.ts';
import { JavaException } from './java-exception.ts';
import type { Accessor, ReferenceNode } from './nodes.ts';
import type { VtlValue } from './value.ts';

/**
 * Compiles a reference. API Gateway puts an empty string in the place of one that has no value: so it is true in
 * `#if`, equals `""` and prints nothing.
 */
export function compileReference(reference: ReferenceNode, compiler: Compiler): Evaluate {
  const resolve = compileResolve(reference, reference.accessors.length, compiler);
  return (frame) => resolve(frame) ?? '';
}

/** Compiles a reference with the first `count` of its properties, methods and indexes. */
export function compileResolve(
  { name, accessors }: ReferenceNode,
  count: number,
  compiler: Compiler,
): Resolve {
  const slot = compiler.slotOf(name);
  return accessors.slice(0, count).reduce<Resolve>(
    (resolve, accessor) => compileAccessor(accessor, resolve, compiler),
    (frame) => frame.slots[slot],
  );
}

function compileAccessor(accessor: Accessor, resolve: Resolve, compiler: Compiler): Resolve {
  const access = compileAccess(accessor, compiler);
  return (frame) => {
    const object = resolve(frame);
    return object === undefined || object === null ? undefined : access(object, frame);
  };
}

type Access = (object: VtlValue, frame: Frame) => VtlValue | undefined;

function compileAccess(accessor: Accessor, compiler: Compiler): Access {
  switch (accessor.kind) {
    case 'property': {
      const property = propertyNamed(accessor.name);
      return (object, frame) => property(object, frame.budget);
    }
    case 'index':
      return compileIndex(accessor, compiler);
    case 'method':
      return compileMethod(accessor, compiler);
  }
}

function compileIndex(
  { index, offset }: Extract<Accessor, { kind: 'index' }>,
  compiler: Compiler,
): Access {
  const evaluate = compiler.compileExpression(index);
  return (object, frame) => {
    const position = evaluate(frame);
    try {
      return indexedValue(object, position);
    } catch (error) {
      return failOnException(error, offset, frame);
    }
  };
}

function compileMethod(
  { name, args, offset }: Extract<Accessor, { kind: 'method' }>,
  compiler: Compiler,
): Access {
  const evaluates = args.map(compiler.compileExpression);
  const call = methodNamed(name);
  return (object, frame) => {
    const values: VtlValue[] = [];
    for (const evaluate of evaluates) values.push(evaluate(frame));
    try {
      const value = call(object, values, frame.budget);
      spend(frame, offset, Math.max(sizeOf(object), sizeOf(value)));
      return value;
    } catch (error) {
      return failOnException(error, offset, frame);
    }
  };
}

/** What a method has to look through at worst. */
function sizeOf(value: VtlValue | undefined): number {
  return typeof value === 'string' || Array.isArray(value) ? value.length : 0;
}

/** Gives an exception of Java its place in the template; throws any other error as it is. */
export function failOnException(error: unknown, offset: number, frame: Frame): never {
  if (error instanceof JavaException) failAt(frame, offset, error.message, error);
  throw error;
}
