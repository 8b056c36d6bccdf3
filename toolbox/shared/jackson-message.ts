/** How much of a text a message shows. */
const SHOWN_LENGTH = 500;

const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/** What may come next. */
type Expected = 'value' | 'valueOrEnd' | 'name' | 'nameOrEnd' | 'colon' | 'commaOrEnd' | 'end';

interface Container {
  readonly kind: 'Array' | 'Object';
  readonly offset: number;
}

/** Where a text stops being JSON, and why. */
interface Fault {
  /** Behind the last character that the parser has read. */
  readonly offset: number;
  readonly reason: string;
}

interface Scan {
  readonly text: string;
  readonly open: Container[];
  offset: number;
  expected: Expected;
}

/**
 * What Jackson, the JSON parser of the services, says of a text that is not JSON.
 *
 * Local runtime: the words are those of its common messages; of faults inside numbers there are more kinds.
 */
export function jacksonMessage(text: string): string {
  const scan: Scan = { text, open: [], offset: 0, expected: 'value' };
  let fault: Fault | undefined;
  while (fault === undefined) {
    scan.offset += lengthAt(WHITE_SPACE, scan);
    fault = scan.offset < text.length ? readToken(scan) : endOfInput(scan);
  }
  return `${fault.reason}\n at ${location(text, fault.offset)}`;
}

const WHITE_SPACE = /[ \t\r\n]*/y;
const STRING_PART = /(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/uy;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[\p{L}\p{N}_$]+/uy;

function lengthAt(pattern: RegExp, { text, offset }: Scan): number {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0].length ?? 0;
}

function readToken(scan: Scan): Fault | undefined {
  const character = String.fromCodePoint(scan.text.codePointAt(scan.offset) ?? 0);
  switch (scan.expected) {
    case 'colon':
      if (character !== ':') {
        return unexpected(scan, 'was expecting a colon to separate field name and value');
      }
      return step(scan, 1, 'value');
    case 'name':
    case 'nameOrEnd':
      if (character === '"') return readString(scan, 'colon');
      if (character === '}' && scan.expected === 'nameOrEnd') return close(scan);
      return unexpected(scan, 'was expecting double-quote to start field name');
    case 'commaOrEnd':
      return readSeparator(scan, character);
    case 'end':
      return unexpected(scan, 'Expected space separating root-level values');
    default:
      return readValue(scan, character);
  }
}

function readSeparator(scan: Scan, character: string): Fault | undefined {
  const kind = scan.open.at(-1)?.kind ?? 'Array';
  if (character === ',') return step(scan, 1, kind === 'Object' ? 'name' : 'value');
  if (character === (kind === 'Object' ? '}' : ']')) return close(scan);
  return unexpected(scan, `was expecting comma to separate ${kind} entries`);
}

function readValue(scan: Scan, character: string): Fault | undefined {
  if (character === '"') return readString(scan, afterValue(scan));
  if (character === '{' || character === '[') {
    scan.open.push({ kind: character === '{' ? 'Object' : 'Array', offset: scan.offset });
    return step(scan, 1, character === '{' ? 'nameOrEnd' : 'valueOrEnd');
  }
  if (character === ']' && scan.expected === 'valueOrEnd') return close(scan);
  const numberLength = lengthAt(NUMBER, scan);
  if (numberLength > 0) return step(scan, numberLength, afterValue(scan));
  const wordLength = lengthAt(WORD, scan);
  const word = scan.text.slice(scan.offset, scan.offset + wordLength);
  if (['true', 'false', 'null'].includes(word)) return step(scan, wordLength, afterValue(scan));
  if (wordLength === 0) return unexpected(scan, `expected a valid value ${VALUES}`);
  const reason = `Unrecognized token '${word}': was expecting ${VALUES}`;
  return { offset: scan.offset + wordLength, reason };
}

function readString(scan: Scan, next: Expected): Fault | undefined {
  scan.offset += 1;
  scan.offset += lengthAt(STRING_PART, scan);
  const { text, offset } = scan;
  const character = text[offset];
  if (character === '"') return step(scan, 1, next);
  if (character === undefined) {
    return {
      offset,
      reason: 'Unexpected end-of-input: was expecting closing quote for a string value',
    };
  }
  if (character !== '\\') {
    const code = character.charCodeAt(0);
    const reason = `Illegal unquoted character ((CTRL-CHAR, code ${code})): has to be escaped using backslash to be included in string value`;
    return { offset: offset + 1, reason };
  }
  const escaped = text[offset + 1] ?? '';
  return { offset: offset + 2, reason: `Unrecognized character escape ${named(escaped)}` };
}

function close(scan: Scan): undefined {
  scan.open.pop();
  return step(scan, 1, afterValue(scan));
}

function afterValue({ open }: Scan): Expected {
  return open.length === 0 ? 'end' : 'commaOrEnd';
}

function step(scan: Scan, length: number, next: Expected): undefined {
  scan.offset += length;
  scan.expected = next;
  return undefined;
}

function unexpected({ text, offset }: Scan, reason: string): Fault {
  const character = text[offset] ?? '';
  return { offset: offset + 1, reason: `Unexpected character (${named(character)}): ${reason}` };
}

function named(character: string): string {
  return `'${character}' (code ${character.charCodeAt(0)})`;
}

function endOfInput({ text, offset, open }: Scan): Fault {
  const container = open.at(-1);
  const reason =
    container === undefined
      ? 'No content to map due to end-of-input'
      : `Unexpected end-of-input: expected close marker for ${container.kind} (start marker at ${location(text, container.offset)})`;
  return { offset, reason };
}

function location(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = offset - before.lastIndexOf('\n');
  const hidden = text.length - SHOWN_LENGTH;
  const shown = `"${text.slice(0, SHOWN_LENGTH)}"${hidden > 0 ? `[truncated ${hidden} chars]` : ''}`;
  return `[Source: (String)${shown}; line: ${line}, column: ${column}]`;
}
