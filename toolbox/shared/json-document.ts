import { type JsonValue, stringifyJson } from './json.ts';
import { parseJson } from './parse-json.ts';

/**
 * A JSON document as text and as value, each made from the other once, when it is first asked for. What nobody looks
 * into (a whole input, a whole result) so keeps its text byte for byte.
 */
export class JsonDocument {
  #text: string | undefined;
  #value: JsonValue | undefined;

  private constructor(text: string | undefined, value: JsonValue | undefined) {
    this.#text = text;
    this.#value = value;
  }

  /** The text has to be JSON: `value` throws a SyntaxError otherwise. */
  static fromText(text: string): JsonDocument {
    return new JsonDocument(text, undefined);
  }

  /** The value must not be changed afterwards. */
  static fromValue(value: JsonValue): JsonDocument {
    return new JsonDocument(undefined, value);
  }

  /** For a caller that has parsed the text already. */
  static fromBoth(text: string, value: JsonValue): JsonDocument {
    return new JsonDocument(text, value);
  }

  get text(): string {
    this.#text ??= stringifyJson(this.#value as JsonValue);
    return this.#text;
  }

  get value(): JsonValue {
    if (this.#value === undefined) this.#value = parseJson(this.#text as string);
    return this.#value;
  }
}
