/**
 * What stands in a resolved template for a value that nobody knows here: policy variables (but not
 * the escapes `${*}`, `${?}` and `${$}`), dynamic references, exports, SSM parameters, outputs of
 * nested stacks and, as a whole text, attributes (`Lookup.TableArn`), which services' names
 * (`sns.amazonaws.com`) resemble.
 */
const UNKNOWN_VALUE =
  /\$\{(?![*?$]\})[^}]*\}|\{\{resolve:[^}]*\}\}|<(?:ImportValue|SSM) [^>]*>|[A-Za-z0-9]+\.Outputs\.[A-Za-z0-9]+|^(?!.*\.com)[A-Za-z0-9]+\.[\w.]+$/g;

/** Puts `*` in the place of each unknown value; an empty text is one that could not be resolved. */
export function replaceUnknownValues(text: string): string {
  return text === '' ? '*' : text.replace(UNKNOWN_VALUE, '*');
}

export function holdsUnknownValue(text: string): boolean {
  return replaceUnknownValues(text) !== text;
}
