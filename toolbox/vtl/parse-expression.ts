import { JsonNumber, type JsonValue } from '../shared/json.ts';
import { double } from './java-number.ts';
import type { Expression, Operator } from './nodes.ts';
import {
  expectText,
  failAt,
  failExpecting,
  nested,
  skipWhiteSpace,
  type TemplateCursor,
  take,
  takeText,
} from './template-cursor.ts';

/** Operators by precedence, the loosest first. */
const PRECEDENCE: readonly RegExp[] = [
  /\|\||or(?![\w-])/y,
  /&&|and(?![\w-])/y,
  /==|!=|(?:eq|ne)(?![\w-])/y,
  /<=|>=|<|>|(?:lt|gt|le|ge)(?![\w-])/y,
  /[+-]/y,
  /[*/%]/y,
];

const WORDS: Readonly<Record<string, Operator>> = {
  or: '||',
  and: '&&',
  eq: '==',
  ne: '!=',
  lt: '<',
  gt: '>',
  le: '<=',
  ge: '>=',
};

/**
 * Parses what may stand at the right of `#set` or in `#if`.
 *
 * Local runtime: Velocity 1.7 takes only literals and references as arguments and indexes, this parser takes any
 * expression there too.
 */
export function parseExpression(cursor: TemplateCursor, precedence = 0): Expression {
  const sticky = PRECEDENCE[precedence];
  if (sticky === undefined) return parseUnary(cursor);
  skipWhiteSpace(cursor);
  const offset = cursor.origin + cursor.position;
  const first = parseExpression(cursor, precedence + 1);
  const rest: { operator: Operator; operand: Expression }[] = [];
  for (;;) {
    const end = cursor.position;
    skipWhiteSpace(cursor);
    const written = take(cursor, sticky);
    if (written === undefined) {
      cursor.position = end;
      return rest.length === 0 ? first : { kind: 'chain', offset, first, rest };
    }
    const operator = WORDS[written] ?? (written as Operator);
    rest.push({ operator, operand: parseExpression(cursor, precedence + 1) });
  }
}

function parseUnary(cursor: TemplateCursor): Expression {
  skipWhiteSpace(cursor);
  const offset = cursor.origin + cursor.position;
  if (take(cursor, /!|not(?![\w-])/y) === undefined) return parsePrimary(cursor, offset);
  return { kind: 'not', offset, operand: nested(cursor, () => parseUnary(cursor)) };
}

const NUMBER = /-?(?:\d+\.(?!\.)\d*|\.\d+|\d+)(?:[eE][+-]?\d+)?/y;
const CONSTANT = /(?:true|false|null)(?![\w-])/y;

function parsePrimary(cursor: TemplateCursor, offset: number): Expression {
  switch (cursor.text[cursor.position]) {
    case '$':
      return cursor.rules.parseReference(cursor) ?? failExpecting(cursor, "a name behind '$'");
    case "'":
    case '"':
      return parseString(cursor, offset);
    case '[':
      return nested(cursor, () => parseList(cursor, offset));
    case '{':
      return nested(cursor, () => parseMap(cursor, offset));
    case '(':
      return nested(cursor, () => parseParentheses(cursor));
    default: {
      const number = take(cursor, NUMBER);
      if (number !== undefined) return { kind: 'literal', offset, value: numberOf(number) };
      const constant = take(cursor, CONSTANT);
      if (constant === undefined) failExpecting(cursor, 'a value: $reference, literal or (…)');
      return { kind: 'literal', offset, value: JSON.parse(constant) as JsonValue };
    }
  }
}

function numberOf(written: string): JsonValue {
  if (!/^-?\d+$/.test(written)) return double(Number(written));
  const integer = Number(written);
  return Number.isSafeInteger(integer) ? integer : new JsonNumber(String(BigInt(written)));
}

function parseParentheses(cursor: TemplateCursor): Expression {
  cursor.position += 1;
  const expression = parseExpression(cursor);
  expectText(cursor, ')', "an operator or ')'");
  return expression;
}

function parseList(cursor: TemplateCursor, offset: number): Expression {
  cursor.position += 1;
  if (takeText(cursor, ']')) return { kind: 'list', offset, items: [] };
  const items = [parseExpression(cursor)];
  if (takeText(cursor, '..')) {
    const to = parseExpression(cursor);
    expectText(cursor, ']', "']' at the end of the range");
    return { kind: 'range', offset, from: items[0] as Expression, to };
  }
  while (takeText(cursor, ',')) items.push(parseExpression(cursor));
  expectText(cursor, ']', "',' or ']' in the list");
  return { kind: 'list', offset, items };
}

function parseMap(cursor: TemplateCursor, offset: number): Expression {
  cursor.position += 1;
  const entries: { key: Expression; value: Expression }[] = [];
  if (takeText(cursor, '}')) return { kind: 'map', offset, entries };
  do {
    const key = parseExpression(cursor);
    expectText(cursor, ':', "':' behind the key of the map");
    entries.push({ key, value: parseExpression(cursor) });
  } while (takeText(cursor, ','));
  expectText(cursor, '}', "',' or '}' in the map");
  return { kind: 'map', offset, entries };
}

/**
 * Parses a literal. There are no backslash escapes: a quote inside is written twice. Between double quotes stands a
 * template.
 */
function parseString(cursor: TemplateCursor, offset: number): Expression {
  const start = cursor.position;
  const quote = cursor.text[start] as string;
  let end = cursor.text.indexOf(quote, start + 1);
  while (end !== -1 && cursor.text[end + 1] === quote) end = cursor.text.indexOf(quote, end + 2);
  if (end === -1) {
    failAt(
      cursor,
      `this literal is never closed: add ${quote}, and write ${quote}${quote} for the quote itself`,
      start,
    );
  }
  cursor.position = end + 1;
  const written = cursor.text.slice(start + 1, end).replaceAll(quote + quote, quote);
  if (quote === "'") return { kind: 'literal', offset, value: written };
  const text = withoutUnicodeEscapes(written);
  if (!/[$#]/.test(text)) return { kind: 'literal', offset, value: text };
  const inner: TemplateCursor = { ...cursor, text, position: 0, origin: offset + 1 };
  const block = nested(inner, () => cursor.rules.parseBlock(inner));
  if (inner.position < text.length) {
    failAt(inner, 'this directive ends a block that does not start in the same literal');
  }
  return { kind: 'interpolated', offset, block };
}

/** The only escapes that Velocity 1.7 knows, and in double quotes alone. */
function withoutUnicodeEscapes(text: string): string {
  return text.replace(/\\u([0-9a-fA-F]{4})/g, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
