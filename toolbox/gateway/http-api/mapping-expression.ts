import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  propertyOf,
  stringifyJson,
} from '../../shared/json.ts';
import { evaluateJsonPath } from '../../shared/jsonpath/evaluate-json-path.ts';
import { parseJsonPath } from '../../shared/jsonpath/parse-json-path.ts';
import type { MappingExpression, MappingVariable } from '../../template/http-api-model.ts';
import type { ParameterValues } from '../parameter-values.ts';
import type { Parameter } from './context.ts';
import { joinedValue } from './parameters.ts';

/** What a mapping can name. A place that a request or a response does not have gives nothing. */
export interface MappingValues {
  readonly contextVariables: JsonObject;
  readonly stageVariables: Readonly<Record<string, string>>;
  /** With names in lower case. */
  readonly headers: readonly Parameter[];
  readonly querystring: readonly Parameter[];
  readonly path: string;
  readonly pathParameters: ParameterValues;
  readonly text: () => string;
  readonly json: () => JsonValue | undefined;
}

/** Undefined when the only thing that it names is not there. */
export type MappingSource = (values: MappingValues) => string | undefined;

/** Compiles the value of a mapping. What is missing within other text is empty. */
export function compileMappingExpression(expression: MappingExpression): MappingSource {
  const parts = expression.map((part) =>
    typeof part === 'string' ? () => part : compileVariable(part),
  );
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return (values) => parts.map((part) => part(values) ?? '').join('');
}

export function compileVariable({ source, name }: MappingVariable): MappingSource {
  switch (source) {
    case 'header': {
      const lowerCase = name.toLowerCase();
      return ({ headers }) => joinedValue(headers, lowerCase);
    }
    case 'querystring':
      return ({ querystring }) => joinedValue(querystring, name);
    case 'path':
      return ({ path }) => path;
    case 'pathParameter':
      return ({ pathParameters }) => pathParameters[name];
    case 'body':
      return name === '' ? ({ text }) => text() || undefined : bodySource(name);
    case 'context': {
      const names = name.split('.');
      return ({ contextVariables }) => textOf(nested(contextVariables, names));
    }
    case 'stageVariables':
      return ({ stageVariables }) =>
        Object.hasOwn(stageVariables, name) ? stageVariables[name] : undefined;
  }
}

function bodySource(path: string): MappingSource {
  const jsonPath = parseJsonPath(path);
  return ({ json }) => {
    const document = json();
    return document === undefined ? undefined : textOf(evaluateJsonPath(jsonPath, document));
  };
}

function nested(variables: JsonObject, names: readonly string[]): JsonValue | undefined {
  let value: JsonValue | undefined = variables;
  for (const name of names) value = isJsonObject(value) ? propertyOf(value, name) : undefined;
  return value;
}

function textOf(value: JsonValue | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : stringifyJson(value);
}
