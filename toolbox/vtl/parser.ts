import type { TextSource } from '../shared/text-source.ts';
import { MAX_TEMPLATE_BYTES } from './limits.ts';
import type { Block, Template, TextNode, VtlNode } from './nodes.ts';
import { isDirectiveName, parseDirective } from './parse-directive.ts';
import { parseExpression } from './parse-expression.ts';
import { parseReference } from './parse-reference.ts';
import { failAt, looksAt, type TemplateCursor, take } from './template-cursor.ts';

/**
 * Parses a template of the Velocity Template Language, as Velocity 1.7 reads it.
 *
 * @throws VtlError at the first fault
 * @see "Velocity User Guide" 1.7
 */
export function parseTemplate(source: TextSource): Template {
  const cursor: TemplateCursor = {
    source,
    text: source.text,
    position: 0,
    origin: 0,
    depth: 0,
    rules: { parseExpression, parseReference, parseBlock },
  };
  checkSize(cursor);
  checkEnd(cursor);
  const nodes = parseBlock(cursor);
  if (cursor.position < source.text.length) {
    const directive = take(cursor, /#\{?(?:else|elseif|end)\}?/y) ?? '#end';
    failAt(
      cursor,
      `${directive} without a block that is open: remove it, or add the #if or #foreach it belongs to`,
      cursor.position - directive.length,
    );
  }
  return { source, nodes };
}

function checkSize(cursor: TemplateCursor): void {
  const size = Buffer.byteLength(cursor.text);
  if (size <= MAX_TEMPLATE_BYTES) return;
  failAt(cursor, `the template has ${size} bytes, API Gateway takes at most ${MAX_TEMPLATE_BYTES}`);
}

/** What Velocity expects a name behind; the other `#` end a comment or a literal text. */
const OPEN_END = /(?:\$!?|(?<![#*\]])#)$/;

function checkEnd(cursor: TemplateCursor): void {
  const end = OPEN_END.exec(cursor.text);
  if (end === null) return;
  failAt(
    cursor,
    `the template ends in a lone '${end[0]}', which API Gateway answers with 500: put a newline behind it`,
    end.index,
  );
}

const BLOCK_BOUNDARY = /#(?:(?:else|elseif|end)(?!\w)|\{(?:else|elseif|end)\})/y;
const BLANKS_BEFORE_SET = /[ \t]+(?=#(?:set|\{set\})[ \t]*\()/y;
const TEXT = /[^$#\\]+/y;

/** Parses until the template ends, or a directive that ends or divides the block around follows. */
function parseBlock(cursor: TemplateCursor): Block {
  const nodes: VtlNode[] = [];
  while (cursor.position < cursor.text.length) {
    // Velocity's token of #set begins at blanks in front of it, unless they belong to a text that began before.
    take(cursor, BLANKS_BEFORE_SET);
    const offset = cursor.position;
    const text = take(cursor, TEXT);
    if (text !== undefined) addText(nodes, text, cursor.origin + offset);
    if (looksAt(cursor, BLOCK_BOUNDARY)) break;
    parseMarkup(cursor, nodes);
  }
  return nodes;
}

function parseMarkup(cursor: TemplateCursor, nodes: VtlNode[]): void {
  const offset = cursor.origin + cursor.position;
  switch (cursor.text[cursor.position]) {
    case '\\':
      parseBackslashes(cursor, nodes);
      break;
    case '#': {
      const parsed = parseComment(cursor) ?? parseDirective(cursor);
      if (typeof parsed === 'string') addText(nodes, parsed, offset);
      else nodes.push(...parsed);
      break;
    }
    case '$': {
      const reference = parseReference(cursor);
      // Velocity takes `$!` together, and prints the dollar sign alone where no name follows.
      if (reference === undefined) addText(nodes, take(cursor, /(\$)!(?!\{)|\$/y) ?? '', offset);
      else nodes.push(reference);
      break;
    }
  }
}

function addText(nodes: VtlNode[], text: string, offset: number): void {
  if (text === '') return;
  const last = nodes.at(-1);
  const merged: TextNode =
    last?.kind === 'text'
      ? { kind: 'text', offset: last.offset, text: last.text + text }
      : { kind: 'text', offset, text };
  if (last?.kind === 'text') nodes.pop();
  nodes.push(merged);
}

/** Skips a comment, or gives the text of `#[[ … ]]#`. */
function parseComment(cursor: TemplateCursor): string | undefined {
  const start = cursor.position;
  if (take(cursor, /##[^\r\n]*(?:\r\n|\r|\n)?/y) !== undefined) return '';
  const [end, what] = looksAt(cursor, /#\*/y)
    ? (['*#', 'comment'] as const)
    : looksAt(cursor, /#\[\[/y)
      ? ([']]#', 'literal text'] as const)
      : [];
  if (end === undefined) return undefined;
  const close = cursor.text.indexOf(end, start + end.length);
  if (close === -1) failAt(cursor, `this ${what} is never closed: add ${end}`, start);
  cursor.position = close + end.length;
  return what === 'comment' ? '' : cursor.text.slice(start + 3, close);
}

/**
 * Backslashes mean something only in front of a reference or directive: two print one, a single one makes the
 * construct text.
 */
function parseBackslashes(cursor: TemplateCursor, nodes: VtlNode[]): void {
  const offset = cursor.origin + cursor.position;
  const backslashes = take(cursor, /\\+/y) ?? '';
  const half = backslashes.slice(0, backslashes.length >> 1);
  const isEscaped = backslashes.length % 2 === 1;
  const start = cursor.position;
  if (looksAt(cursor, /\$/y)) {
    const reference = parseReference(cursor);
    addText(nodes, reference === undefined ? backslashes : half, offset);
    if (reference !== undefined) {
      if (isEscaped) addText(nodes, cursor.text.slice(start, cursor.position), offset);
      else nodes.push(reference);
    }
    return;
  }
  const written = take(cursor, /#(?:\w+|\{\w+\})/y);
  const name = written?.replace(/[#{}]/g, '') ?? '';
  // Velocity has a token of its own for #set, which knows of no backslashes.
  const isHalved = isDirectiveName(name) && (isEscaped || name !== 'set');
  addText(nodes, isHalved ? half : backslashes, offset);
  if (written !== undefined && isEscaped) addText(nodes, written, cursor.origin + start);
  else cursor.position = start;
}
