import { isJsonObject, type JsonValue, propertyOf } from '../../shared/json.ts';
import { headerOf } from '../signature.ts';
import type { RoutedContext } from './context.ts';
import { contextVariables } from './context-variables.ts';

/** Reads what identifies a caller; undefined when it is missing, null or empty. */
export type IdentitySource = (context: RoutedContext) => string | undefined;

const SOURCE =
  /^(method\.request\.header|method\.request\.querystring|stageVariables|context)\.(.+)$/;

/** Whether API Gateway knows the source. */
export function isIdentitySource(source: string): boolean {
  return SOURCE.test(source);
}

/**
 * Makes what reads an identity source of a REST API; one that API Gateway does not know is always
 * missing.
 *
 * @see "x-amazon-apigateway-authorizer object" (API Gateway Developer Guide)
 */
export function compileIdentitySource(source: string): IdentitySource {
  const [, place, name = ''] = SOURCE.exec(source) ?? [];
  const read = readerOf(place, name);
  return (context) => read(context) || undefined;
}

function readerOf(place: string | undefined, name: string): IdentitySource {
  switch (place) {
    case 'method.request.header':
      return ({ incoming }) => headerOf(incoming, name.toLowerCase());
    case 'method.request.querystring':
      return ({ request }) => request.querystring[name];
    case 'stageVariables':
      return ({ deployment }) => ownText(deployment.api.stageVariables, name);
    case 'context':
      return (context) => textAt(contextVariables(context), name.split('.'));
    default:
      return () => undefined;
  }
}

function ownText(texts: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}

function textAt(root: JsonValue, path: readonly string[]): string | undefined {
  let value: JsonValue | undefined = root;
  for (const name of path) value = isJsonObject(value) ? propertyOf(value, name) : undefined;
  return value === undefined || value === null ? undefined : String(value);
}
