import type { MatchBudget } from '../../shared/java-pattern/java-pattern.ts';
import {
  copyObject,
  type JsonObject,
  type JsonValue,
  propertyOf,
  stringifyJson,
} from '../../shared/json.ts';
import { evaluateJsonPath } from '../../shared/jsonpath/evaluate-json-path.ts';
import { type JsonPath, JsonPathError } from '../../shared/jsonpath/json-path.ts';
import { parseJsonPath } from '../../shared/jsonpath/parse-json-path.ts';
import { parseJson } from '../../shared/parse-json.ts';
import { JavaException } from '../../vtl/java-exception.ts';
import { JavaObject, textOf, type VtlValue } from '../../vtl/value.ts';
import type { MappingTemplateParams } from '../mapping-template.ts';

/** More and longer paths than templates write; those built from requests must not fill the memory. */
const MAX_CACHED_PATHS = 500;
const MAX_PATH_LENGTH = 10_000;

/** What `$input.json` gives where it finds nothing: the empty string, in JSON. */
const NOTHING_AS_JSON = '""';

const paths = new Map<string, JsonPath>();

/** `$input`. The body is parsed when a path asks for it, so that other templates take any text. */
export class InputObject extends JavaObject {
  readonly #body: string;
  readonly #params: MappingTemplateParams;
  /** The parameters as a template may change them. */
  #copies: JsonObject | undefined;
  #parsed: { readonly document: JsonValue | undefined } | undefined;

  constructor(body: string | null, params: MappingTemplateParams) {
    super();
    this.#body = body || '{}';
    this.#params = params;
  }

  override property(name: string): VtlValue | undefined {
    return name === 'body' ? this.#body : undefined;
  }

  override call(
    method: string,
    args: readonly VtlValue[],
    budget: MatchBudget,
  ): VtlValue | undefined {
    const [argument] = args;
    if (method === 'params' && argument === undefined) return this.#allParams();
    if (argument === undefined || args.length > 1) return undefined;
    switch (method) {
      case 'params':
        return this.#param(textOf(argument));
      case 'path':
        return this.#select(textOf(argument), budget);
      case 'json': {
        const found = this.#select(textOf(argument), budget);
        return found === undefined ? NOTHING_AS_JSON : stringifyJson(found);
      }
      default:
        return undefined;
    }
  }

  override toString(): string {
    return '';
  }

  #param(name: string): string | undefined {
    const { path, querystring, header } = this.#params;
    const found =
      propertyOf(path, name) ?? propertyOf(querystring, name) ?? propertyOf(header, name);
    return found as string | undefined;
  }

  #allParams(): VtlValue {
    const { path, querystring, header } = this.#params;
    this.#copies ??= {
      path: copyObject(path),
      querystring: copyObject(querystring),
      header: copyObject(header),
    };
    return this.#copies;
  }

  #select(path: string, budget: MatchBudget): JsonValue | undefined {
    this.#parsed ??= { document: parseBody(this.#body) };
    const { document } = this.#parsed;
    if (document === undefined) return undefined;
    try {
      return evaluateJsonPath(pathOf(path), document, budget);
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw new JavaException(cause.message, { cause });
    }
  }
}

/** What begins an object, a list or a quoted string, or may not begin a value at all. */
const NO_BARE_TEXT = /^\s*(?:[[\]{}:"']|$)/;

/**
 * The body as its JSON reader takes it: bare text is a string. So templates for forms read
 * `$input.path('$').split('&')`, and `$input.json('$')` makes JSON of them.
 *
 * @see the set-up notes of the Lambda blueprint "slack-echo-command"
 */
function parseBody(body: string): JsonValue | undefined {
  try {
    return parseJson(body);
  } catch {
    return NO_BARE_TEXT.test(body) ? undefined : body.trim();
  }
}

function pathOf(written: string): JsonPath {
  const cached = paths.get(written);
  if (cached !== undefined) return cached;
  if (written.length > MAX_PATH_LENGTH) {
    throw new JavaException(`a JSONPath has more than ${MAX_PATH_LENGTH} characters`);
  }
  // Jayway takes a path without its root.
  const path = compilePath(written.startsWith('$') ? written : `$.${written}`);
  if (paths.size >= MAX_CACHED_PATHS) paths.clear();
  paths.set(written, path);
  return path;
}

function compilePath(text: string): JsonPath {
  try {
    return parseJsonPath(text);
  } catch (cause) {
    if (!(cause instanceof JsonPathError)) throw cause;
    throw new JavaException(`wrong JSONPath: ${cause.message}`, { cause });
  }
}
