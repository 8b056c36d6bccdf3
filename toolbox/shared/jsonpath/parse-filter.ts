import { JavaPatternError, javaPattern } from '../java-pattern/java-pattern.ts';
import type { JsonValue } from '../json.ts';
import { parseJson } from '../parse-json.ts';
import {
  FILTER_OPERATORS,
  type Filter,
  type FilterOperand,
  type FilterOperator,
  type JsonPath,
  JsonPathError,
} from './json-path.ts';
import {
  expectText,
  failAt,
  nested,
  type PathCursor,
  skipBlanks,
  take,
  takeQuoted,
  takeText,
} from './path-cursor.ts';

/** Reads the segments behind `$` or `@`; given as an argument because paths and filters contain each other. */
type ParseSegments = (cursor: PathCursor) => JsonPath;

/** Parses the filter of `[?(…)]`; the cursor stands behind the question mark. */
export function parseFilter(cursor: PathCursor, parseSegments: ParseSegments): Filter {
  expectText(cursor, '(', "'(' of a filter");
  const filter = parseOr(cursor, parseSegments);
  expectText(cursor, ')', "')' or an operator");
  return filter;
}

function parseOr(cursor: PathCursor, parseSegments: ParseSegments): Filter {
  let left = parseAnd(cursor, parseSegments);
  while (takeText(cursor, '||')) {
    left = { kind: 'or', left, right: parseAnd(cursor, parseSegments) };
  }
  return left;
}

function parseAnd(cursor: PathCursor, parseSegments: ParseSegments): Filter {
  let left = parseTerm(cursor, parseSegments);
  while (takeText(cursor, '&&')) {
    left = { kind: 'and', left, right: parseTerm(cursor, parseSegments) };
  }
  return left;
}

function parseTerm(cursor: PathCursor, parseSegments: ParseSegments): Filter {
  if (takeText(cursor, '!')) {
    return { kind: 'not', filter: nested(cursor, () => parseTerm(cursor, parseSegments)) };
  }
  skipBlanks(cursor);
  if (cursor.text[cursor.position] === '(') {
    return nested(cursor, () => parseFilter(cursor, parseSegments));
  }
  const left = parseOperand(cursor, parseSegments);
  const operator = takeOperator(cursor);
  if (operator === undefined) return { kind: 'exists', operand: left };
  return { kind: 'comparison', operator, left, right: parseOperand(cursor, parseSegments) };
}

function takeOperator(cursor: PathCursor): FilterOperator | undefined {
  skipBlanks(cursor);
  const written = take(cursor, /==|!=|<=|>=|<|>|=~|[A-Za-z]+/y)?.toLowerCase();
  if (written === undefined) return undefined;
  const operator = FILTER_OPERATORS.find((candidate) => candidate === written);
  if (operator !== undefined) return operator;
  cursor.position -= written.length;
  return failAt(cursor, `one of the operators ${FILTER_OPERATORS.join(' ')}`);
}

function parseOperand(cursor: PathCursor, parseSegments: ParseSegments): FilterOperand {
  const text = takeQuoted(cursor);
  if (text !== undefined) return { kind: 'literal', value: text };
  const origin = take(cursor, /[@$]/y);
  if (origin !== undefined) {
    const path = parseSegments(cursor);
    return { kind: 'path', origin: origin === '@' ? 'item' : 'root', path };
  }
  if (cursor.text[cursor.position] === '/') return parsePattern(cursor);
  return { kind: 'literal', value: parseLiteral(cursor) };
}

function parsePattern(cursor: PathCursor): FilterOperand {
  const start = cursor.position;
  const source = take(cursor, /\/((?:[^/\\]|\\.)+)\//y);
  if (source === undefined) failAt(cursor, "a pattern between '/' and '/'");
  const flags = take(cursor, /[a-zA-Z]*/y) ?? '';
  try {
    return { kind: 'pattern', pattern: javaPattern(source, flags) };
  } catch (error) {
    if (!(error instanceof JavaPatternError)) throw error;
    throw new JsonPathError(error.message, { offset: start, cause: error });
  }
}

const LITERAL = /true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function parseLiteral(cursor: PathCursor): JsonValue {
  const scalar = take(cursor, LITERAL);
  if (scalar !== undefined) return parseJson(scalar.replace(/^(-?)0+(?=\d)/, '$1'));
  if (!takeText(cursor, '[')) failAt(cursor, "a path, a literal, a list or '/pattern/'");
  return nested(cursor, () => parseList(cursor));
}

function parseList(cursor: PathCursor): JsonValue {
  const items: JsonValue[] = [];
  if (takeText(cursor, ']')) return items;
  do {
    items.push(takeQuoted(cursor) ?? parseLiteral(cursor));
  } while (takeText(cursor, ','));
  expectText(cursor, ']', "',' or ']'");
  return items;
}
