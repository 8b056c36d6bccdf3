/** Texts without any of these stay as they are. */
const ESCAPES_NOTHING = /^[ !#-&(-.0-[\]-~]*$/;
/** Texts of printable ASCII and usual white space, which the native JSON writer escapes in the same way. */
const NEEDS_CODES = /[^ -~\t\n\f\r]/;
const ESCAPED = /[^ -~]|["'\\/]/g;

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  "'": "\\'",
  '\\': '\\\\',
  '/': '\\/',
  '\x7f': '\x7f',
};

/**
 * `$util.escapeJavaScript`: also an apostrophe gets a backslash, which JSON does not allow; templates take it away
 * again with `.replaceAll("\\'", "'")`.
 *
 * @see "StringEscapeUtils.escapeJavaScript" (Apache Commons Lang 2), whose output this is
 */
export function escapeJavaScript(text: string): string {
  if (ESCAPES_NOTHING.test(text)) return text;
  if (NEEDS_CODES.test(text)) return text.replace(ESCAPED, escapeCharacter);
  return JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/').replaceAll("'", "\\'");
}

/** The escapes made so far, by character code. */
const codes: string[] = [];

function escapeCharacter(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  const code = character.charCodeAt(0);
  codes[code] ??= `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return codes[code];
}
