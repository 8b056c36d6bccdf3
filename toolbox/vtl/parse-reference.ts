import type { Accessor, Expression, ReferenceNode } from './nodes.ts';
import {
  expectText,
  failExpecting,
  looksAt,
  nested,
  skipWhiteSpace,
  type TemplateCursor,
  take,
  takeText,
} from './template-cursor.ts';

const START = /\$!?(?=\{?[A-Za-z_])/y;
const NAME = /[A-Za-z_][\w-]*/y;
const PROPERTY = /\.([A-Za-z][\w-]*)/y;
/** `[]` behind a reference is text. */
const INDEX = /\[(?![ \t]*\])/y;

/**
 * Parses `$x`, `$!x`, `${x}` and `$!{x}` with their properties, methods and indexes.
 *
 * @returns undefined when no name follows the dollar sign
 * @see "References" (Velocity User Guide 1.7)
 */
export function parseReference(cursor: TemplateCursor): ReferenceNode | undefined {
  const start = cursor.position;
  if (take(cursor, START) === undefined) return undefined;
  const isFormal = take(cursor, /\{/y) !== undefined;
  const name = take(cursor, NAME) ?? failExpecting(cursor, 'a name');
  const accessors = parseAccessors(cursor);
  if (isFormal && take(cursor, /\}/y) === undefined) {
    failExpecting(cursor, "'}' at the end of the reference; write \\${ to print it as it is");
  }
  return { kind: 'reference', offset: cursor.origin + start, name, accessors };
}

function parseAccessors(cursor: TemplateCursor): Accessor[] {
  const accessors: Accessor[] = [];
  for (;;) {
    const offset = cursor.origin + cursor.position;
    const name = take(cursor, PROPERTY);
    if (name !== undefined) {
      accessors.push(
        looksAt(cursor, /\(/y)
          ? { kind: 'method', offset, name, args: parseArguments(cursor) }
          : { kind: 'property', offset, name },
      );
    } else if (take(cursor, INDEX) !== undefined) {
      const index = nested(cursor, () => cursor.rules.parseExpression(cursor));
      expectText(cursor, ']', "']' behind the index");
      accessors.push({ kind: 'index', offset, index });
    } else {
      return accessors;
    }
  }
}

function parseArguments(cursor: TemplateCursor): Expression[] {
  cursor.position += 1;
  const args: Expression[] = [];
  if (takeText(cursor, ')')) return args;
  do {
    skipWhiteSpace(cursor);
    args.push(nested(cursor, () => cursor.rules.parseExpression(cursor)));
  } while (takeText(cursor, ','));
  expectText(cursor, ')', "',' or ')' behind an argument");
  return args;
}
