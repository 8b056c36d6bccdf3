const NAME = /(?:\\.|[^\\.[\]()\s,'"*?@|<>=!~:])+/u.source;
const BRACKETS = String.raw`\[(?:\d+|'(?:[^'\\]|\\.)*')\]`;
const REFERENCE_PATH = new RegExp(`^\\$(?:\\.${NAME}|${BRACKETS})+$`, 'su');
const STEP = new RegExp(`\\.(${NAME})|${BRACKETS}`, 'gsu');

/**
 * Puts the names of a Reference Path into brackets when it has signs that JSONPath takes for its own: `$.a\.b` is
 * `$['a.b']`. Any other path is given back as it is.
 *
 * @see "Reference Paths" (Amazon States Language)
 */
export function bracketEscapedNames(path: string): string {
  if (!/[\\&]/.test(path) || !REFERENCE_PATH.test(path)) return path;
  return path.replace(STEP, (step: string, name?: string) =>
    name === undefined ? step : `['${nameOf(name).replace(/[\\']/g, '\\$&')}']`,
  );
}

function nameOf(escaped: string): string {
  return escaped.replace(/\\(.)/gsu, '$1');
}
