import type { JsonValue } from '../shared/json.ts';
import type { TextSource } from '../shared/text-source.ts';

/** A parsed template; it can be rendered any number of times. */
export interface Template {
  readonly source: TextSource;
  readonly nodes: readonly VtlNode[];
}

/** What a template is made of. Each offset is the index in its text where the construct starts. */
export type VtlNode =
  | TextNode
  | ReferenceNode
  | SetNode
  | IfNode
  | ForeachNode
  | DefineNode
  | ExitNode;

export interface TextNode {
  readonly kind: 'text';
  readonly offset: number;
  readonly text: string;
}

/** `$name` with what follows it: `.property`, `.method(…)`, `[index]`. */
export interface ReferenceNode {
  readonly kind: 'reference';
  readonly offset: number;
  readonly name: string;
  readonly accessors: readonly Accessor[];
}

export type Accessor =
  | { readonly kind: 'property'; readonly offset: number; readonly name: string }
  | {
      readonly kind: 'method';
      readonly offset: number;
      readonly name: string;
      readonly args: readonly Expression[];
    }
  | { readonly kind: 'index'; readonly offset: number; readonly index: Expression };

export interface SetNode {
  readonly kind: 'set';
  readonly offset: number;
  readonly target: ReferenceNode;
  readonly value: Expression;
}

export interface IfNode {
  readonly kind: 'if';
  readonly offset: number;
  readonly branches: readonly { readonly condition: Expression; readonly block: Block }[];
  readonly otherwise: Block;
}

export interface ForeachNode {
  readonly kind: 'foreach';
  readonly offset: number;
  readonly variable: string;
  readonly items: Expression;
  readonly block: Block;
}

export interface DefineNode {
  readonly kind: 'define';
  readonly offset: number;
  readonly name: string;
  readonly block: Block;
}

export interface ExitNode {
  readonly kind: 'break' | 'stop';
  readonly offset: number;
}

export type Block = readonly VtlNode[];

export type Expression =
  | ReferenceNode
  | { readonly kind: 'literal'; readonly offset: number; readonly value: JsonValue }
  /** A literal in double quotes, which is a template of its own. */
  | { readonly kind: 'interpolated'; readonly offset: number; readonly block: Block }
  | { readonly kind: 'list'; readonly offset: number; readonly items: readonly Expression[] }
  | {
      readonly kind: 'range';
      readonly offset: number;
      readonly from: Expression;
      readonly to: Expression;
    }
  | {
      readonly kind: 'map';
      readonly offset: number;
      readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
    }
  | { readonly kind: 'not'; readonly offset: number; readonly operand: Expression }
  | ChainNode;

/** Operators of one precedence, from left to right: `1 + 2 - 3`. A flat list, so that length costs no stack. */
export interface ChainNode {
  readonly kind: 'chain';
  readonly offset: number;
  readonly first: Expression;
  readonly rest: readonly { readonly operator: Operator; readonly operand: Expression }[];
}

export type Operator =
  | '||'
  | '&&'
  | '=='
  | '!='
  | '<'
  | '>'
  | '<='
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%';
