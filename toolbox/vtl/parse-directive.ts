import type { Block, Expression, ReferenceNode, VtlNode } from './nodes.ts';
import {
  expectText,
  failAt,
  failExpecting,
  looksAt,
  nested,
  skipWhiteSpace,
  type TemplateCursor,
  take,
  takeText,
} from './template-cursor.ts';
import { VtlError } from './vtl-error.ts';

type DirectiveParser = (cursor: TemplateCursor, start: number) => readonly VtlNode[];

const DIRECTIVES: ReadonlyMap<string, DirectiveParser> = new Map<string, DirectiveParser>([
  ['set', parseSet],
  ['if', parseIf],
  ['foreach', parseForeach],
  ['define', parseDefine],
  ['macro', parseMacro],
  ['break', parseBreak],
  ['stop', (cursor, start) => [{ kind: 'stop', offset: cursor.origin + start }]],
]);

const BOUNDARIES = {
  else: /#(?:else(?!\w)|\{else\})/y,
  elseif: /#(?:elseif(?!\w)|\{elseif\})/y,
  end: /#(?:end(?!\w)|\{end\})/y,
};

export function isDirectiveName(name: string): boolean {
  return DIRECTIVES.has(name) || Object.hasOwn(BOUNDARIES, name);
}

const DIRECTIVE = /#(?:[A-Za-z_]\w*|\{[A-Za-z_]\w*\})/y;

/**
 * Parses the directive that starts here.
 *
 * @returns its nodes, or the text to print when API Gateway has no such directive
 */
export function parseDirective(cursor: TemplateCursor): readonly VtlNode[] | string {
  const start = cursor.position;
  const written = take(cursor, DIRECTIVE);
  if (written === undefined) return take(cursor, /#/y) ?? '';
  const name = written.replace(/[#{}]/g, '');
  const parse = DIRECTIVES.get(name);
  if (parse === undefined || (name === 'set' && !looksAt(cursor, /[ \t]*\(/y))) {
    return parseUnknown(cursor, start);
  }
  return nested(cursor, () => parse(cursor, start));
}

/** A call of a macro that does not exist is printed as it was written, with its arguments. */
function parseUnknown(cursor: TemplateCursor, start: number): string {
  const end = cursor.position;
  try {
    if (take(cursor, /\s*\(/y) !== undefined) parseCallArguments(cursor);
  } catch (error) {
    if (!(error instanceof VtlError)) throw error;
    // What stands between the parentheses is no list of arguments: only the name is text.
    cursor.position = end;
  }
  return cursor.text.slice(start, cursor.position);
}

function parseCallArguments(cursor: TemplateCursor): void {
  while (!takeText(cursor, ')')) {
    if (take(cursor, /[A-Za-z_][\w-]*/y) === undefined) {
      nested(cursor, () => cursor.rules.parseExpression(cursor));
    }
    takeText(cursor, ',');
  }
}

function openParenthesis(cursor: TemplateCursor, directive: string): void {
  expectText(cursor, '(', `'(' behind ${directive}`);
}

/** Closes the parentheses of a directive; blanks and one newline behind them are not printed. */
function closeParenthesis(cursor: TemplateCursor): void {
  expectText(cursor, ')', "an operator or ')' at the end of the directive");
  skipLineEnd(cursor);
}

function skipLineEnd(cursor: TemplateCursor): void {
  take(cursor, /[ \t]*(?:\r\n|\r|\n)/y);
}

/** Parses the variable that a directive sets. */
function parseVariable(cursor: TemplateCursor, example: string): ReferenceNode {
  skipWhiteSpace(cursor);
  return cursor.rules.parseReference(cursor) ?? failExpecting(cursor, `a variable: ${example}`);
}

/** Parses a variable that may not have properties. */
function parseName(cursor: TemplateCursor, example: string): string {
  const { name, accessors } = parseVariable(cursor, example);
  if (accessors.length > 0) failExpecting(cursor, `a plain variable: ${example}`);
  return name;
}

function parseSet(cursor: TemplateCursor, start: number): readonly VtlNode[] {
  openParenthesis(cursor, '#set');
  skipWhiteSpace(cursor);
  const targetStart = cursor.position;
  const target = parseVariable(cursor, '#set($name = …)');
  if (target.accessors.at(-1)?.kind === 'method') {
    failAt(cursor, 'found a method call, expected a variable, property or [index]', targetStart);
  }
  expectText(cursor, '=', "'=' behind the variable of #set");
  const value = cursor.rules.parseExpression(cursor);
  closeParenthesis(cursor);
  return [{ kind: 'set', offset: cursor.origin + start, target, value }];
}

/** Parses a block up to the directive that ends or divides it. */
function parseInner(cursor: TemplateCursor, start: number): Block {
  const block = cursor.rules.parseBlock(cursor);
  if (cursor.position >= cursor.text.length) {
    const directive = /#\w+/.exec(cursor.text.slice(start, start + 20).replace('{', ''))?.[0];
    failAt(cursor, `this ${directive} is never ended: add #end`, start);
  }
  return block;
}

function takeBoundary(cursor: TemplateCursor, name: keyof typeof BOUNDARIES): boolean {
  return take(cursor, BOUNDARIES[name]) !== undefined;
}

function endBlock(cursor: TemplateCursor): void {
  if (!takeBoundary(cursor, 'end')) failExpecting(cursor, '#end');
  skipLineEnd(cursor);
}

function parseIf(cursor: TemplateCursor, start: number): readonly VtlNode[] {
  const branches: { condition: Expression; block: Block }[] = [];
  do {
    openParenthesis(cursor, branches.length === 0 ? '#if' : '#elseif');
    const condition = cursor.rules.parseExpression(cursor);
    closeParenthesis(cursor);
    branches.push({ condition, block: parseInner(cursor, start) });
  } while (takeBoundary(cursor, 'elseif'));
  let otherwise: Block = [];
  if (takeBoundary(cursor, 'else')) {
    skipLineEnd(cursor);
    otherwise = parseInner(cursor, start);
  }
  endBlock(cursor);
  return [{ kind: 'if', offset: cursor.origin + start, branches, otherwise }];
}

function parseForeach(cursor: TemplateCursor, start: number): readonly VtlNode[] {
  openParenthesis(cursor, '#foreach');
  const variable = parseName(cursor, '#foreach($item in $list)');
  skipWhiteSpace(cursor);
  if (take(cursor, /in(?![\w-])/y) === undefined) failExpecting(cursor, "'in'");
  const items = cursor.rules.parseExpression(cursor);
  closeParenthesis(cursor);
  const block = parseInner(cursor, start);
  endBlock(cursor);
  return [{ kind: 'foreach', offset: cursor.origin + start, variable, items, block }];
}

function parseDefine(cursor: TemplateCursor, start: number): readonly VtlNode[] {
  openParenthesis(cursor, '#define');
  const name = parseName(cursor, '#define($block)');
  closeParenthesis(cursor);
  const block = parseInner(cursor, start);
  endBlock(cursor);
  return [{ kind: 'define', offset: cursor.origin + start, name, block }];
}

/** API Gateway reads the definition of a macro, but does not let it be called: it leaves nothing. */
function parseMacro(cursor: TemplateCursor, start: number): readonly VtlNode[] {
  openParenthesis(cursor, '#macro');
  parseCallArguments(cursor);
  skipLineEnd(cursor);
  parseInner(cursor, start);
  endBlock(cursor);
  return [];
}

function parseBreak(cursor: TemplateCursor, start: number): readonly VtlNode[] {
  if (take(cursor, /[ \t]*\(/y) !== undefined) {
    parseName(cursor, '#break($foreach)');
    expectText(cursor, ')', "')'");
  }
  return [{ kind: 'break', offset: cursor.origin + start }];
}
