import {
  isJsonNumber,
  isJsonObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  keysOf,
  propertyOf,
} from '../../shared/json.ts';
import { invalidFormat, missingField } from './integration.ts';

/** Lists of single values, each of which is sent as its text. */
export type ValueLists = Readonly<Record<string, JsonArray>>;

/** The Parameters of a Task that calls an API; null counts as not given. */
export interface ApiGatewayParameters {
  readonly ApiEndpoint: string;
  readonly Method: string;
  readonly Stage?: string | null;
  readonly Path?: string | null;
  readonly Headers?: ValueLists | null;
  readonly QueryParameters?: ValueLists | null;
  readonly RequestBody?: JsonValue;
  readonly AllowNullValues?: boolean | null;
  readonly AuthType?: 'NO_AUTH' | 'IAM_ROLE' | null;
}

type Field = keyof ApiGatewayParameters;

const API_ENDPOINT = /^[0-9a-z]+\.execute-api\.[0-9a-z-]+\.amazonaws\.com(?:\.cn)?$/;
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];
const METHODS_WITH_BODY = ['PATCH', 'POST', 'PUT'];
const AUTH_TYPES = ['NO_AUTH', 'IAM_ROLE', 'RESOURCE_POLICY'];

const REQUIRED: readonly Field[] = ['ApiEndpoint', 'Method'];

/** What the value of a field has to be. */
const FORMATS: Readonly<Record<Field, (value: JsonValue) => boolean>> = {
  ApiEndpoint: (value) => isText(value) && API_ENDPOINT.test(value),
  Method: (value) => isText(value) && METHODS.includes(value),
  Stage: isText,
  Path: isText,
  Headers: isValueLists,
  QueryParameters: isValueLists,
  RequestBody: () => true,
  AllowNullValues: (value) => typeof value === 'boolean',
  AuthType: (value) => isText(value) && AUTH_TYPES.includes(value),
};
const FIELDS = Object.keys(FORMATS) as readonly Field[];

/** In lower case. */
const FORBIDDEN_HEADER_PREFIXES = ['x-forwarded', 'x-amz'];
const FORBIDDEN_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'content-md5',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'transfer-encoding',
  'trailer',
  'upgrade',
  'via',
  'www-authenticate',
]);

/**
 * What is wrong with the Parameters of a Task that calls an API. Without an error they are
 * `ApiGatewayParameters`; fields that the integration does not know are ignored.
 *
 * @see "Call API Gateway with Step Functions" (Step Functions Developer Guide)
 */
export function apiGatewayParameterErrors(value: JsonValue): readonly string[] {
  const parameters = isJsonObject(value) ? value : {};
  const missing = REQUIRED.filter((name) => fieldOf(parameters, name) === undefined);
  const malformed = FIELDS.filter((name) => {
    const field = fieldOf(parameters, name);
    return field !== undefined && !FORMATS[name](field);
  });
  return [
    ...missing.map(missingField),
    ...malformed.map(invalidFormat),
    ...forbiddenHeaders(parameters).map(
      (name) => `The header '${name}' of the field 'Headers' is not allowed`,
    ),
    ...bodyErrors(parameters),
    ...authErrors(parameters),
  ];
}

function fieldOf(parameters: JsonObject, name: Field): JsonValue | undefined {
  return propertyOf(parameters, name) ?? undefined;
}

function isText(value: JsonValue): value is string {
  return typeof value === 'string';
}

function isValueLists(value: JsonValue): boolean {
  return isJsonObject(value) && keysOf(value).every((name) => isSingleValues(value[name]));
}

function isSingleValues(value: JsonValue | undefined): boolean {
  return (
    Array.isArray(value) &&
    value.every((one) => isText(one) || typeof one === 'boolean' || isJsonNumber(one))
  );
}

function forbiddenHeaders(parameters: JsonObject): readonly string[] {
  const headers = fieldOf(parameters, 'Headers');
  if (!isJsonObject(headers)) return [];
  return keysOf(headers).filter((name) => {
    const lowerCase = name.toLowerCase();
    return (
      FORBIDDEN_HEADERS.has(lowerCase) ||
      FORBIDDEN_HEADER_PREFIXES.some((prefix) => lowerCase.startsWith(prefix))
    );
  });
}

/** Local runtime: a body of another method is refused, not left out (assumed). */
function bodyErrors(parameters: JsonObject): readonly string[] {
  const method = fieldOf(parameters, 'Method');
  const isRefused =
    fieldOf(parameters, 'RequestBody') !== undefined &&
    typeof method === 'string' &&
    !METHODS_WITH_BODY.includes(method);
  return isRefused
    ? [`The field 'RequestBody' is only allowed for the methods ${METHODS_WITH_BODY.join(', ')}`]
    : [];
}

function authErrors(parameters: JsonObject): readonly string[] {
  return fieldOf(parameters, 'AuthType') === 'RESOURCE_POLICY'
    ? ["The local runtime does not support the value 'RESOURCE_POLICY' of the field 'AuthType'"]
    : [];
}
