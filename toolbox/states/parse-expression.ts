import { parseJsonPath } from '../shared/jsonpath/parse-json-path.ts';
import { parseJson } from '../shared/parse-json.ts';
import { bracketEscapedNames } from './escaped-names.ts';
import type { Expression, IntrinsicCall, Literal, PathExpression } from './expression.ts';
import { INTRINSIC_FUNCTIONS, isIntrinsicFunctionName } from './intrinsic-functions.ts';

/** The text is neither a path nor a call of an intrinsic function. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

interface Cursor {
  readonly text: string;
  position: number;
}

/**
 * Parses the text of a field that ends in `.$` or `Path`.
 *
 * @throws ExpressionError
 * @see "Intrinsics for JSONPath states in Step Functions" (Step Functions Developer Guide)
 */
export function parseExpression(text: string): Expression {
  if (text.startsWith('$')) return parsePath(text);
  const cursor = { text, position: 0 };
  const call = readCall(cursor);
  skipSpaces(cursor);
  if (cursor.position < text.length) throw unexpected(cursor);
  return call;
}

const VARIABLE = /^\$([\p{ID_Start}_][\p{ID_Continue}]*)/u;

function parsePath(source: string): PathExpression {
  const [reference = '', variable = ''] = VARIABLE.exec(source) ?? [];
  const isContext = source.startsWith('$$');
  const root = variable === '' ? (isContext ? 'context' : 'data') : 'variable';
  const prefix = { data: '$', context: '$$', variable: reference }[root];
  try {
    return {
      kind: 'path',
      source,
      root,
      variable,
      path: parseJsonPath(bracketEscapedNames(`$${source.slice(prefix.length)}`)),
    };
  } catch (error) {
    throw new ExpressionError(`"${source}" is not a JSONPath`, { cause: error });
  }
}

const CALL_START = /States\.(\w+)\s*\(/y;

function readCall(cursor: Cursor): IntrinsicCall {
  const start = cursor.position;
  CALL_START.lastIndex = start;
  const name = CALL_START.exec(cursor.text)?.[1];
  if (name === undefined || !isIntrinsicFunctionName(name)) throw unexpected(cursor);
  cursor.position = CALL_START.lastIndex;
  const args = readArguments(cursor);
  const { minArguments, maxArguments } = INTRINSIC_FUNCTIONS[name];
  if (args.length < minArguments || args.length > maxArguments) {
    throw new ExpressionError(`States.${name} does not take ${args.length} arguments`);
  }
  return {
    kind: 'call',
    source: cursor.text.slice(start, cursor.position),
    name,
    arguments: args,
  };
}

/** Reads up to and with the closing parenthesis. */
function readArguments(cursor: Cursor): (Expression | Literal)[] {
  const args: (Expression | Literal)[] = [];
  skipSpaces(cursor);
  if (cursor.text[cursor.position] === ')') {
    cursor.position += 1;
    return args;
  }
  for (;;) {
    args.push(readArgument(cursor));
    skipSpaces(cursor);
    const separator = cursor.text[cursor.position];
    if (separator !== ',' && separator !== ')') throw unexpected(cursor);
    cursor.position += 1;
    if (separator === ')') return args;
  }
}

const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function readArgument(cursor: Cursor): Expression | Literal {
  skipSpaces(cursor);
  const first = cursor.text[cursor.position];
  if (first === "'") return readString(cursor);
  if (first === '$') return parsePath(readPathText(cursor));
  SCALAR.lastIndex = cursor.position;
  const scalar = SCALAR.exec(cursor.text)?.[0];
  if (scalar === undefined) return readCall(cursor);
  cursor.position = SCALAR.lastIndex;
  return { kind: 'literal', value: parseJson(scalar) };
}

const ESCAPABLE = "'\\{}";

/** Reads a quoted string; `\'`, `\\`, `\{` and `\}` are its escapes. */
function readString(cursor: Cursor): Literal {
  const pieces = [''];
  const append = (text: string): void => {
    pieces.push((pieces.pop() ?? '') + text);
  };
  let value = '';
  for (let index = cursor.position + 1; index < cursor.text.length; index += 1) {
    let character = cursor.text[index] as string;
    if (character === "'") {
      cursor.position = index + 1;
      return { kind: 'literal', value, formatPieces: pieces };
    }
    if (character === '{' && cursor.text[index + 1] === '}') {
      pieces.push('');
      value += '{}';
      index += 1;
      continue;
    }
    if (character === '\\') {
      index += 1;
      character = cursor.text[index] ?? '';
      if (character === '' || !ESCAPABLE.includes(character)) {
        throw new ExpressionError(`"\\${character}" is not an escape of a string`);
      }
    }
    value += character;
    append(character);
  }
  throw new ExpressionError('A string is not closed');
}

/** Reads a path up to the comma or parenthesis that ends the argument. */
function readPathText(cursor: Cursor): string {
  const start = cursor.position;
  let depth = 0;
  let quote = '';
  for (; cursor.position < cursor.text.length; cursor.position += 1) {
    const character = cursor.text[cursor.position] as string;
    if (quote !== '') {
      if (character === '\\') cursor.position += 1;
      else if (character === quote) quote = '';
    } else if (depth > 0 && (character === "'" || character === '"')) {
      quote = character;
    } else if (character === '[' || character === '(') {
      depth += 1;
    } else if (depth === 0 && (character === ',' || character === ')')) {
      break;
    } else if (character === ']' || character === ')') {
      depth -= 1;
    }
  }
  return cursor.text.slice(start, cursor.position).trimEnd();
}

function skipSpaces(cursor: Cursor): void {
  while (/\s/.test(cursor.text[cursor.position] ?? '')) cursor.position += 1;
}

function unexpected({ text, position }: Cursor): ExpressionError {
  const found = position < text.length ? `"${text.slice(position, position + 20)}"` : 'the end';
  return new ExpressionError(`Expected a path or a call of an intrinsic function, found ${found}`);
}
