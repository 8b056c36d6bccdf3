import type { JavaPattern } from '../java-pattern/java-pattern.ts';
import type { JsonValue } from '../json.ts';

/** A parsed JSONPath: the steps from the root to the values it selects. */
export interface JsonPath {
  readonly text: string;
  readonly segments: readonly JsonPathSegment[];
  /** True when the path selects at most one value, so that its result is that value and no list. */
  readonly definite: boolean;
}

export type JsonPathSegment =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'properties'; readonly names: readonly string[] }
  /** A negative index counts from the end. */
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'filter'; readonly filter: Filter }
  /** `..`: the value and everything below it, to which the next segment applies. */
  | { readonly kind: 'descendants' }
  | { readonly kind: 'function'; readonly name: PathFunctionName };

export type Filter =
  | { readonly kind: 'or' | 'and'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly filter: Filter }
  | { readonly kind: 'exists'; readonly operand: FilterOperand }
  | {
      readonly kind: 'comparison';
      readonly operator: FilterOperator;
      readonly left: FilterOperand;
      readonly right: FilterOperand;
    };

export type FilterOperand =
  | { readonly kind: 'literal'; readonly value: JsonValue }
  | { readonly kind: 'pattern'; readonly pattern: JavaPattern }
  /** A path from the item under test (`@`) or from the root of the document (`$`). */
  | { readonly kind: 'path'; readonly origin: 'item' | 'root'; readonly path: JsonPath };

export const FILTER_OPERATORS = [
  '==',
  '!=',
  '<=',
  '>=',
  '<',
  '>',
  '=~',
  'in',
  'nin',
  'subsetof',
  'anyof',
  'noneof',
  'size',
  'empty',
  'contains',
] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

export const PATH_FUNCTION_NAMES = [
  'length',
  'size',
  'keys',
  'min',
  'max',
  'avg',
  'stddev',
  'sum',
  'first',
  'last',
] as const;
export type PathFunctionName = (typeof PATH_FUNCTION_NAMES)[number];

/** Says what is wrong in the text of a path, and where. */
export class JsonPathError extends Error {
  override readonly name = 'JsonPathError';
  /** Index into the text of the path. */
  readonly offset: number;

  constructor(message: string, options: ErrorOptions & { readonly offset: number }) {
    super(message, options);
    this.offset = options.offset;
  }
}
