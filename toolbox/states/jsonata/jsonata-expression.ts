import type { Expression as CompiledJsonata } from 'jsonata';
import { BoundedRegExp } from './bounded-reg-exp.ts';
import { boundEvaluation } from './evaluation-bounds.ts';
import { JSONATA_FUNCTIONS } from './jsonata-functions.ts';
import { type MemberPath, parseMemberPath } from './member-path.ts';
import { type ExpressionNames, namesInExpression } from './names-in-expression.ts';

/** What a string `{% … %}` holds, compiled. */
export interface JsonataExpression {
  readonly kind: 'jsonata';
  /** The text between `{%` and `%}`. */
  readonly source: string;
  /** The field that it stands in, as failures name it: `Arguments/FunctionName`. */
  readonly location: string;
  readonly names: ExpressionNames;
  /** Of an expression that only names a value. */
  readonly memberPath: MemberPath | undefined;
  readonly compiled: CompiledJsonata;
}

/** The text is no JSONata expression. */
export class JsonataSyntaxError extends Error {
  override readonly name = 'JsonataSyntaxError';
}

const DELIMITED = /^\{%(.*)%\}$/s;

/** @returns the expression in a string `{% … %}`, undefined for any other string */
export function jsonataSource(text: string): string | undefined {
  return DELIMITED.exec(text)?.[1]?.trim();
}

/** @throws JsonataSyntaxError */
export function compileJsonata(source: string, location: string): JsonataExpression {
  const compiled = compile(source);
  for (const [name, { implementation, signature }] of Object.entries(JSONATA_FUNCTIONS)) {
    compiled.registerFunction(name, implementation, signature);
  }
  // AWS leaves it out.
  compiled.assign('eval', undefined);
  boundEvaluation(compiled);
  return {
    kind: 'jsonata',
    source,
    location,
    names: namesInExpression(compiled.ast()),
    memberPath: parseMemberPath(source),
    compiled,
  };
}

/** The types take the constructor for an instance. */
const OPTIONS = { RegexEngine: BoundedRegExp as unknown as RegExp };

function compile(source: string): CompiledJsonata {
  // Required where it is needed: most definitions use JSONPath only, and its code takes time to load.
  const jsonata = require('jsonata') as typeof import('jsonata');
  try {
    return jsonata(source, OPTIONS);
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    throw new JsonataSyntaxError(`${code}: ${message}`, { cause: error });
  }
}
