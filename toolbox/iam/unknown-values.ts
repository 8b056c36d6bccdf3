import { ACCOUNT_VALUE } from '../shared/account-value.ts';

/** But not the escapes `${*}`, `${?}` and `${$}`. */
const POLICY_VARIABLE = /\$\{(?![*?$]\})[^}]*\}/;

/** An output of a nested stack. */
const STACK_OUTPUT = /[A-Za-z0-9]+\.Outputs\.[A-Za-z0-9]+/;

/**
 * A whole text such as `Lookup.TableArn`, which names of services (`sns.amazonaws.com`) resemble.
 */
const ATTRIBUTE = /^(?!.*\.com)[A-Za-z0-9]+\.[\w.]+$/;

/** What stands in a resolved template for a value that nobody knows here. */
const UNKNOWN_VALUE = new RegExp(
  [POLICY_VARIABLE, ACCOUNT_VALUE, STACK_OUTPUT, ATTRIBUTE].map(({ source }) => source).join('|'),
  'g',
);

/** Puts `*` in the place of each unknown value; an empty text is one that could not be resolved. */
export function replaceUnknownValues(text: string): string {
  return text === '' ? '*' : text.replace(UNKNOWN_VALUE, '*');
}

export function holdsUnknownValue(text: string): boolean {
  return replaceUnknownValues(text) !== text;
}
