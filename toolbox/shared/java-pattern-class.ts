import { JavaPatternError, type PatternCursor } from './java-pattern-error.ts';
import { quote, translateEscape } from './java-pattern-escape.ts';

/** Classes inside classes come from the developer, but the depth of the stack is ours. */
const MAX_DEPTH = 100;

/** Translates a class, with Java's unions `[a[bc]]` and intersections `[a&&[bc]]`; the cursor stands on `[`. */
export function translateClass(cursor: PatternCursor, depth = 0): string {
  const { source, position: start } = cursor;
  if (depth > MAX_DEPTH) throw new JavaPatternError(`'${source}' nests its classes too deeply`);
  cursor.position += 1;
  const isNegated = source[cursor.position] === '^';
  if (isNegated) cursor.position += 1;
  const operands: string[] = [];
  let operand = '';
  for (let isFirst = true; ; isFirst = false) {
    const character = source[cursor.position];
    if (character === undefined) {
      throw new JavaPatternError(
        `the class at position ${start} of '${source}' is never closed: add ']'`,
      );
    }
    if (character === ']' && !isFirst) break;
    if (source.startsWith('&&', cursor.position)) {
      cursor.position += 2;
      operands.push(operand);
      operand = '';
    } else {
      operand += translateMember(cursor, depth);
    }
  }
  cursor.position += 1;
  operands.push(operand);
  const body =
    operands.length === 1 ? operand : operands.map((written) => `[${written}]`).join('&&');
  return `[${isNegated ? '^' : ''}${body}]`;
}

function translateMember(cursor: PatternCursor, depth: number): string {
  const character = String.fromCodePoint(cursor.source.codePointAt(cursor.position) as number);
  if (character === '\\') return translateEscape(cursor, true);
  if (character === '[') return translateClass(cursor, depth + 1);
  cursor.position += character.length;
  return character === '-' && isRange(cursor) ? '-' : quote(character);
}

/** A hyphen next to a bracket stands for itself. */
function isRange({ source, position }: PatternCursor): boolean {
  const before = source[position - 2];
  const after = source[position];
  return before !== '[' && before !== '^' && after !== ']' && after !== '[';
}
