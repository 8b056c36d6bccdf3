import { isJsonObject, type JsonValue, propertyOf } from '../../shared/json.ts';

/** An expression such as `$states.input.order.id`. */
export interface MemberPath {
  /** Without `$`. */
  readonly variable: string;
  readonly names: readonly string[];
}

const MEMBER_PATH = /^\$([A-Za-z_]\w*)((?:\.[A-Za-z_]\w*)*)$/;
/** Words that are operators after a step. */
const OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'in']);

/** @returns undefined for an expression of another kind */
export function parseMemberPath(source: string): MemberPath | undefined {
  const [, variable, path = ''] = MEMBER_PATH.exec(source) ?? [];
  if (variable === undefined) return undefined;
  const names = path.split('.').slice(1);
  return names.some((name) => OPERATORS.has(name)) ? undefined : { variable, names };
}

/** Where a member path came to; `isArray`: JSONata maps the rest over an array, which is not done here. */
export type Member = { readonly value: JsonValue | undefined } | 'array';

/**
 * Follows the names as JSONata does as long as it meets no array: there is nothing to compute, so that the value keeps
 * the text of its numbers.
 */
export function memberAt(root: JsonValue, names: readonly string[]): Member {
  let value: JsonValue | undefined = root;
  for (const name of names) {
    if (Array.isArray(value)) return 'array';
    value = isJsonObject(value) ? propertyOf(value, name) : undefined;
  }
  return { value };
}
