import { JsonNumber, type JsonObject, type JsonValue, orderedObject, setProperty } from './json.ts';

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WHITE_SPACE = /[ \t\r\n]*/y;
const LITERALS = { t: ['true', true], f: ['false', false], n: ['null', null] } as const;

/** An array or object whose members are still being read. */
type Open = { value: JsonValue[]; key: undefined } | { value: JsonObject; key: string };

/**
 * Parses JSON text into a value that `stringifyJson` writes back with the same numbers and the same order of keys. It
 * keeps its own stack, so that depth is bounded by memory, as in the native parser of a JVM with a streaming reader.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseLosslessJson(text: string): JsonValue {
  const open: Open[] = [];
  let position = 0;

  const fail = (): never => {
    const found = position < text.length ? `token '${text[position]}'` : 'end of JSON input';
    throw new SyntaxError(`Unexpected ${found} at position ${position}`);
  };
  const skipWhiteSpace = (): void => {
    WHITE_SPACE.lastIndex = position;
    WHITE_SPACE.test(text);
    position = WHITE_SPACE.lastIndex;
  };
  const readString = (): string => {
    if (text[position] !== '"') fail();
    let end = position + 1;
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
    if (end >= text.length) {
      position = text.length;
      fail();
    }
    const literal = text.slice(position, end + 1);
    position = end + 1;
    return JSON.parse(literal) as string;
  };
  const readNumber = (): JsonValue => {
    NUMBER.lastIndex = position;
    const written = NUMBER.exec(text)?.[0] ?? fail();
    position = NUMBER.lastIndex;
    const number = Number(written);
    return String(number) === written ? number : new JsonNumber(written);
  };
  /** Reads a key and its colon. */
  const readKey = (): string => {
    skipWhiteSpace();
    const key = readString();
    skipWhiteSpace();
    if (text[position] !== ':') fail();
    position += 1;
    return key;
  };
  /** Reads a scalar or an empty array or object; opens any other one and returns undefined. */
  const readValue = (): JsonValue | undefined => {
    skipWhiteSpace();
    const first = text[position] as keyof typeof LITERALS | string | undefined;
    if (first === '"') return readString();
    if (first === '{' || first === '[') {
      position += 1;
      skipWhiteSpace();
      if (text[position] === (first === '{' ? '}' : ']')) {
        position += 1;
        return first === '{' ? {} : [];
      }
      open.push(
        first === '{' ? { value: orderedObject(), key: readKey() } : { value: [], key: undefined },
      );
      return undefined;
    }
    if (first === 't' || first === 'f' || first === 'n') {
      const [word, value] = LITERALS[first];
      if (!text.startsWith(word, position)) fail();
      position += word.length;
      return value;
    }
    return readNumber();
  };

  let value = readValue();
  while (open.length > 0) {
    if (value === undefined) {
      value = readValue();
      continue;
    }
    const container = open[open.length - 1] as Open;
    if (container.key === undefined) container.value.push(value);
    else setProperty(container.value, container.key, value);
    skipWhiteSpace();
    if (text[position] === ',') {
      position += 1;
      if (container.key !== undefined) container.key = readKey();
      value = undefined;
    } else if (text[position] === (container.key === undefined ? ']' : '}')) {
      position += 1;
      open.pop();
      value = container.value;
    } else {
      fail();
    }
  }
  skipWhiteSpace();
  if (value === undefined || position < text.length) fail();
  return value as JsonValue;
}
