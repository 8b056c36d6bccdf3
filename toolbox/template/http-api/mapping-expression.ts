import { parseJsonPath } from '../../shared/jsonpath/parse-json-path.ts';
import type { MappingExpression, MappingVariable } from '../http-api-model.ts';

/** Whether a value is taken from the request, or from the backend's response. */
export type MappingOrigin = 'request' | 'response';

const PART = /\$\{([^{}]*)\}/g;

/**
 * Reads the value of a parameter mapping: one variable such as `$request.header.id`, or text with
 * variables such as `/pets/${request.path.petId}`.
 *
 * @returns undefined when API Gateway would refuse it
 * @see "Transforming API requests and responses" (API Gateway Developer Guide)
 */
export function parseMappingExpression(
  text: string,
  origin: MappingOrigin,
): MappingExpression | undefined {
  if (/^\$(?!\{)/.test(text)) {
    const variable = parseVariable(text.slice(1), origin);
    return variable && [variable];
  }
  const parts: (string | MappingVariable)[] = [];
  let end = 0;
  for (const match of text.matchAll(PART)) {
    const variable = parseVariable(match[1] ?? '', origin);
    if (variable === undefined) return undefined;
    parts.push(text.slice(end, match.index), variable);
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return parts.filter((part) => part !== '');
}

const VARIABLE = /^(?:(request|response)\.)?(\w+)(?:\.(?=.)|(?=\[))?(.*)$/s;

/** Where a name may stand behind the source, and where it has to. */
const SOURCES: Readonly<Record<string, Readonly<Record<string, MappingVariable['source']>>>> = {
  request: { header: 'header', querystring: 'querystring', body: 'body', path: 'path' },
  response: { header: 'header', body: 'body' },
  '': { context: 'context', stageVariables: 'stageVariables' },
};

function parseVariable(text: string, origin: MappingOrigin): MappingVariable | undefined {
  const [, place = '', word = '', name = ''] = VARIABLE.exec(text) ?? [];
  const source = Object.hasOwn(SOURCES[place] ?? {}, word) ? SOURCES[place]?.[word] : undefined;
  if (source === undefined || (place !== '' && place !== origin)) return undefined;
  if (source === 'body') return bodyVariable(name);
  if (source === 'path') return { source: name === '' ? 'path' : 'pathParameter', name };
  return name === '' ? undefined : { source, name };
}

/** Neither deep scan nor filters. */
const UNSUPPORTED_PATH = /\.\.|\?/;

function bodyVariable(name: string): MappingVariable | undefined {
  if (name === '') return { source: 'body', name: '' };
  const path = name.startsWith('[') ? `$${name}` : `$.${name}`;
  return !UNSUPPORTED_PATH.test(path) && isJsonPath(path)
    ? { source: 'body', name: path }
    : undefined;
}

function isJsonPath(path: string): boolean {
  try {
    parseJsonPath(path);
    return true;
  } catch {
    return false;
  }
}
