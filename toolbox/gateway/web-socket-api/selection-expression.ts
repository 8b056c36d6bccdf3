import type { JsonObject } from '../../shared/json.ts';
import type { HeaderPair } from '../gateway.ts';
import type { EndpointResponse } from '../integrations/integration-exchange.ts';
import { compileMappingSource, type MappingSource } from '../parameter-mapping.ts';
import type { ParameterValues } from '../parameter-values.ts';

/** What the variables of a selection expression are read from. A place that is not there gives "". */
export interface SelectionValues {
  readonly body: string;
  readonly headers?: ParameterValues;
  readonly querystring?: ParameterValues;
  readonly contextVariables: JsonObject;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly endpointResponse?: EndpointResponse;
}

/** Gives the key that selects a route, a model, a template or an API key. */
export type SelectionExpression = (values: SelectionValues) => string;

/** An escaped dollar sign, `${variable}`, or `$variable`. */
const PARTS = /\\\$|\$\{([^{}]*)\}|\$(?!default(?![\w.]))([A-Za-z][\w.\-[\]'"*]*)/g;

/**
 * Compiles an expression such as `$request.body.action`,
 * `${request.body.a}/${integration.response.statuscode}`, `\$default` or static text.
 *
 * @returns undefined when it has a variable that API Gateway does not know
 * @see "WebSocket selection expressions in API Gateway" (API Gateway Developer Guide)
 */
export function compileSelectionExpression(text: string): SelectionExpression | undefined {
  const parts: SelectionExpression[] = [];
  let end = 0;
  for (const match of text.matchAll(PARTS)) {
    const [whole, inBraces, bare] = match;
    parts.push(fixed(text.slice(end, match.index)));
    end = match.index + whole.length;
    const name = inBraces ?? bare;
    const part = name === undefined ? fixed('$') : variable(name);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  parts.push(fixed(text.slice(end)));
  return (values) => parts.map((part) => part(values)).join('');
}

function fixed(text: string): SelectionExpression {
  return () => text;
}

const RESPONSE_HEADER = /^integration\.response\.(?:multivalue)?header\.(.+)$/;
const REQUEST_HEADER = /^request\.header\.(.+)$/;

function variable(name: string): SelectionExpression | undefined {
  if (name === 'integration.response.statuscode') {
    return ({ endpointResponse }) => String(endpointResponse?.statusCode ?? '');
  }
  const responseHeader = RESPONSE_HEADER.exec(name)?.[1];
  if (responseHeader !== undefined) {
    return ({ endpointResponse }) => headerOf(endpointResponse?.headers ?? [], responseHeader);
  }
  const requestHeader = REQUEST_HEADER.exec(name)?.[1];
  if (requestHeader !== undefined)
    return ({ headers }) => headerOf(Object.entries(headers ?? {}), requestHeader);
  const source = compileMappingSource(name, 'request');
  return source && mapped(source);
}

const NOTHING: ParameterValues = Object.freeze(Object.create(null));

function mapped(source: MappingSource): SelectionExpression {
  return ({ body, querystring = NOTHING, contextVariables, stageVariables }) => {
    const value = source({
      body: () => body,
      header: () => undefined,
      querystring,
      path: NOTHING,
      contextVariables,
      stageVariables,
      allHeaders: () => [],
      allQuerystring: () => [],
    });
    return typeof value === 'string' ? value : '';
  };
}

/** HTTP does not tell upper case from lower case in names of headers. */
function headerOf(headers: readonly HeaderPair[], wanted: string): string {
  const lowerCase = wanted.toLowerCase();
  return headers.findLast(([name]) => name.toLowerCase() === lowerCase)?.[1] ?? '';
}
