import type { YAMLException } from 'js-yaml';

const INDENTATION =
  'indent the line by blanks, as deep as the other entries of its mapping or list';

/** What the parser says → how to mend it. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [/tab characters/, 'indent with blanks instead of tabs'],
  [/deficient indentation/, 'close the bracket, brace or quote opened above, or indent the line'],
  [/indentation|end of the stream/, INDENTATION],
  [/expected ':' after a mapping key/, 'write "key: value", or "- value" with a blank for a list'],
];

/** Characters that YAML reserves and that a plain value may not begin with. */
const RESERVED = /[@`%]/;

/** How to mend a syntax error of YAML. */
export function remedyOf({ reason, mark }: YAMLException, text: string): string {
  const at = mark?.position ?? 0;
  const found = text.charAt(at);
  if (RESERVED.test(found)) return `put the value that begins with ${found} into quotes`;
  const lineBefore = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  if (found === ':' && /:\s/.test(lineBefore)) return 'put a value that holds ": " into quotes';
  return REMEDIES.find(([pattern]) => pattern.test(reason))?.[1] ?? 'correct the YAML here';
}
