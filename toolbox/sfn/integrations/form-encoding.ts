import { isJsonObject, type JsonValue, keysOf, stringifyJson } from '../../shared/json.ts';

/** How the members of a list are told apart in a form. */
export type ArrayFormat = 'INDICES' | 'REPEAT' | 'COMMAS' | 'BRACKETS';

/** Writes a value as `application/x-www-form-urlencoded`: members as `outer[inner]=value`. */
export function formEncoded(value: JsonValue, arrayFormat: ArrayFormat): string {
  return pairsOf('', value, arrayFormat)
    .map(([name, text]) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`)
    .join('&');
}

type Pair = readonly [name: string, text: string];

function pairsOf(name: string, value: JsonValue, arrayFormat: ArrayFormat): readonly Pair[] {
  if (Array.isArray(value)) return itemPairs(name, value, arrayFormat);
  if (!isJsonObject(value)) return [[name, textOf(value)]];
  return keysOf(value).flatMap((key) =>
    pairsOf(name === '' ? key : `${name}[${key}]`, value[key] ?? null, arrayFormat),
  );
}

function itemPairs(
  name: string,
  items: readonly JsonValue[],
  arrayFormat: ArrayFormat,
): readonly Pair[] {
  if (arrayFormat === 'COMMAS') return [[name, items.map(textOf).join(',')]];
  const suffixOf = (index: number): string => {
    if (arrayFormat === 'REPEAT') return '';
    return arrayFormat === 'BRACKETS' ? '[]' : `[${index}]`;
  };
  return items.flatMap((item, index) => pairsOf(name + suffixOf(index), item, arrayFormat));
}

function textOf(value: JsonValue): string {
  return typeof value === 'string' ? value : stringifyJson(value);
}
