import type { JsonObject, JsonValue } from '../shared/json.ts';
import { isJsonObject, propertyOf, stringifyJson } from '../shared/json.ts';
import { evaluateJsonPath } from '../shared/jsonpath/evaluate-json-path.ts';
import { type JsonPath, JsonPathError } from '../shared/jsonpath/json-path.ts';
import { parseJsonPath } from '../shared/jsonpath/parse-json-path.ts';
import { parseJson } from '../shared/parse-json.ts';
import type { MappedValue, ParameterValues } from './parameter-values.ts';

/** What a mapping source can name. A place that a stage does not have gives nothing. */
export interface MappingValues {
  readonly contextVariables: JsonObject;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly header: (name: string) => string | undefined;
  readonly querystring: ParameterValues;
  readonly path: ParameterValues;
  readonly body: () => string;
  /** Asked by sources that want all values of a name. */
  readonly allHeaders: AllValues;
  readonly allQuerystring: AllValues;
}

/** All values of a parameter in their order. */
export type AllValues = (name: string) => readonly string[];

/** Reads one source; undefined when it is absent or empty, so that no parameter is set. */
export type MappingSource = (values: MappingValues) => MappedValue | undefined;

/**
 * Compiles the source of a parameter mapping: `'static'`, `context.X`, `stageVariables.X`, and
 * below `origin` `header.X`, `querystring.X`, `path.X`, `body` and `body.<JSONPath>`; with
 * `multivalue` in front of the place all values, where there are several.
 *
 * @param origin - `method.request`, or `integration.response`
 * @returns undefined when the text is no such source
 * @see "API Gateway request and response data mapping reference" (API Gateway Developer Guide)
 */
export function compileMappingSource(source: string, origin: string): MappingSource | undefined {
  const fixed = /^'(.*)'$/s.exec(source)?.[1];
  if (fixed !== undefined) return () => presentText(fixed);
  if (source === `${origin}.body`) return ({ body }) => presentText(body());
  for (const [prefix, sourceOf] of sourcesOf(origin)) {
    if (source.startsWith(prefix)) return sourceOf(source.slice(prefix.length));
  }
  return undefined;
}

type SourceOf = (name: string) => MappingSource | undefined;

/** By what the source begins with. */
function sourcesOf(origin: string): readonly (readonly [prefix: string, SourceOf])[] {
  return [
    ['context.', contextSource],
    ['stageVariables.', (name) => (values) => presentText(ownText(values.stageVariables, name))],
    [`${origin}.header.`, (name) => (values) => presentText(values.header(name))],
    [`${origin}.multivalueheader.`, (name) => (values) => presentValues(values.allHeaders(name))],
    [`${origin}.querystring.`, (name) => (values) => presentText(values.querystring[name])],
    [
      `${origin}.multivaluequerystring.`,
      (name) => (values) => presentValues(values.allQuerystring(name)),
    ],
    [`${origin}.path.`, (name) => (values) => presentText(values.path[name])],
    [`${origin}.body.`, bodySource],
  ];
}

function contextSource(dottedName: string): MappingSource {
  const names = dottedName.split('.');
  return ({ contextVariables }) => presentText(contextText(contextVariables, names));
}

/** The text of a nested value of `$context`; undefined when there is none. */
function contextText(variables: JsonObject, names: readonly string[]): string | undefined {
  let value: JsonValue | undefined = variables;
  for (const name of names) value = isJsonObject(value) ? propertyOf(value, name) : undefined;
  return mappedText(value);
}

function bodySource(path: string): MappingSource | undefined {
  try {
    const jsonPath = parseJsonPath(`$.${path}`);
    return ({ body }) => {
      const text = body();
      // Anything else is not parsed: API Gateway looks at the first character.
      return /^\s*[{["']/.test(text) ? presentText(selectedText(text, jsonPath)) : undefined;
    };
  } catch (error) {
    if (error instanceof JsonPathError) return undefined;
    throw error;
  }
}

function selectedText(body: string, path: JsonPath): string | undefined {
  try {
    return mappedText(evaluateJsonPath(path, parseJson(body)));
  } catch (error) {
    // No JSON, or nested so deeply that it cannot be written.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function mappedText(value: JsonValue | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : stringifyJson(value);
}

function ownText(record: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

function presentValues(values: readonly string[]): MappedValue | undefined {
  return values.length > 1 ? values : presentText(values[0]);
}

function presentText(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
