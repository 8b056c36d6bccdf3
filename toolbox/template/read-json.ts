import { JsonNumber } from '../shared/json.ts';
import type { TextSource } from '../shared/text-source.ts';
import { type MappingEntry, type ScalarNode, scalarNode, type TemplateNode } from './nodes.ts';
import { createProblemList, type ProblemList } from './problem-list.ts';
import type { ReadDocument } from './read-yaml.ts';

const WHITE_SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[ !#-[\]-\uffff]+|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])/y;
const LITERAL = /(?:true|false|null)\b/y;
const LITERALS = new Map<string, ScalarNode['value']>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const MAX_DEPTH = 1000;

class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Reads JSON text into values with their places in the file that the text comes from. */
export function readJson(source: TextSource): ReadDocument {
  const problems = createProblemList();
  try {
    return { root: new JsonReader(source, problems).read(), problems: problems.sorted() };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    problems.error(source.positionAt(error.offset), 'json-syntax', error.message);
    return { root: undefined, problems: problems.sorted() };
  }
}

class JsonReader {
  readonly #source: TextSource;
  readonly #problems: ProblemList;
  #offset = 0;

  constructor(source: TextSource, problems: ProblemList) {
    this.#source = source;
    this.#problems = problems;
  }

  read(): TemplateNode {
    const root = this.#value(0);
    this.#skipWhiteSpace();
    if (this.#offset < this.#source.text.length) this.#fail('the end of the file');
    return root;
  }

  #value(depth: number): TemplateNode {
    this.#skipWhiteSpace();
    const offset = this.#offset;
    if (depth > MAX_DEPTH) throw new JsonSyntaxError(`nested over ${MAX_DEPTH} levels`, offset);
    switch (this.#source.text[offset]) {
      case '{':
        return this.#mapping(depth);
      case '[':
        return this.#sequence(depth);
      case '"':
        return this.#string();
      default:
        return this.#literal();
    }
  }

  #mapping(depth: number): TemplateNode {
    const position = this.#source.positionAt(this.#offset);
    const entries = new Map<string, MappingEntry>();
    this.#members('}', () => {
      this.#skipWhiteSpace();
      const keyPosition = this.#source.positionAt(this.#offset);
      const key = String(this.#string().value);
      this.#skipWhiteSpace();
      if (this.#source.text[this.#offset] !== ':') this.#fail('":" behind the key');
      this.#offset += 1;
      const value = this.#value(depth + 1);
      const first = entries.get(key);
      if (first !== undefined) {
        const message = `"${key}" is already set in line ${first.keyPosition.line}: keep one of the two`;
        this.#problems.error(keyPosition, 'duplicate-key', message);
      }
      // The last one counts, as for every JSON parser.
      entries.set(key, { keyPosition, value });
    });
    return { kind: 'mapping', position, entries };
  }

  #sequence(depth: number): TemplateNode {
    const position = this.#source.positionAt(this.#offset);
    const items: TemplateNode[] = [];
    this.#members(']', () => items.push(this.#value(depth + 1)));
    return { kind: 'sequence', position, items };
  }

  /** Reads what stands between brackets, with its commas. */
  #members(close: '}' | ']', readMember: () => void): void {
    this.#offset += 1;
    this.#skipWhiteSpace();
    if (this.#source.text[this.#offset] === close) {
      this.#offset += 1;
      return;
    }
    for (;;) {
      readMember();
      this.#skipWhiteSpace();
      const found = this.#source.text[this.#offset];
      if (found !== ',' && found !== close) this.#fail(`"," or "${close}"`);
      this.#offset += 1;
      if (found === close) return;
    }
  }

  #string(): ScalarNode {
    const start = this.#offset;
    const written = this.#match(STRING);
    if (written === undefined) return this.#fail('text in double quotes');
    const locate = (offset: number): ReturnType<TextSource['positionAt']> =>
      this.#source.positionAt(start + writtenLength(written, offset));
    return scalarNode(this.#source.positionAt(start), JSON.parse(written) as string, locate);
  }

  #literal(): ScalarNode {
    const position = this.#source.positionAt(this.#offset);
    const literal = this.#match(LITERAL);
    if (literal !== undefined) return scalarNode(position, LITERALS.get(literal) ?? null);
    const written = this.#match(NUMBER);
    if (written === undefined) return this.#fail('a JSON value');
    const number = Number(written);
    return scalarNode(position, String(number) === written ? number : new JsonNumber(written));
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#offset;
    const found = pattern.exec(this.#source.text)?.[0];
    if (found !== undefined) this.#offset += found.length;
    return found;
  }

  #skipWhiteSpace(): void {
    this.#match(WHITE_SPACE);
  }

  #fail(expected: string): never {
    const character = this.#source.text[this.#offset];
    const found = character === undefined ? 'the end of the file' : JSON.stringify(character);
    throw new JsonSyntaxError(`found ${found}, expected ${expected}`, this.#offset);
  }
}

const WRITTEN_UNIT = /\\u[\da-fA-F]{4}|\\.|[^\\]/gs;

/** How many characters of the quoted text make the first `length` ones of its value. */
function writtenLength(written: string, length: number): number {
  const units = written.slice(1, -1).match(WRITTEN_UNIT) ?? [];
  return 1 + units.slice(0, length).reduce((sum, unit) => sum + unit.length, 0);
}
