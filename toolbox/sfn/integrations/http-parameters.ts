import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  keysOf,
  propertyOf,
} from '../../shared/json.ts';
import { invalidFormat, missingField } from './integration.ts';

/** The Parameters of a Task that calls an HTTPS API. */
export interface HttpInvokeParameters {
  readonly ApiEndpoint: string;
  readonly Method: string;
  readonly InvocationConfig?: { readonly ConnectionArn: string };
  /** The older name of InvocationConfig. */
  readonly Authentication?: { readonly ConnectionArn: string };
  readonly Headers?: JsonObject;
  readonly QueryParameters?: JsonValue;
  readonly RequestBody?: JsonValue;
  readonly Transform?: JsonObject;
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'];
const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** In lower case. */
const FORBIDDEN_HEADER_PREFIXES = ['if-', 'x-forwarded-', 'x-amz-', 'x-amzn-'];
const FORBIDDEN_HEADERS: ReadonlySet<string> = new Set([
  'a-im',
  'accept-charset',
  'accept-datetime',
  'accept-encoding',
  'authorization',
  'cache-control',
  'connection',
  'content-encoding',
  'content-md5',
  'date',
  'expect',
  'forwarded',
  'from',
  'host',
  'http2-settings',
  'max-forwards',
  'origin',
  'pragma',
  'proxy-authorization',
  'referer',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
  'warning',
]);

/** What the value of a field has to be. */
const FORMATS: Readonly<Record<string, (value: JsonValue) => boolean>> = {
  ApiEndpoint: isEndpoint,
  Method: (value) => typeof value === 'string' && METHODS.includes(value),
  Headers: isJsonObject,
  QueryParameters: (value) =>
    typeof value === 'string' || Array.isArray(value) || isJsonObject(value),
  Transform: isJsonObject,
};

/**
 * What is wrong with the Parameters of a Task that calls an HTTPS API; without an error they are
 * `HttpInvokeParameters`.
 *
 * @see "Call HTTPS APIs in Step Functions workflows" (Step Functions Developer Guide)
 */
export function httpParameterErrors(value: JsonValue): readonly string[] {
  const parameters = isJsonObject(value) ? value : {};
  const fieldOf = (name: string) => propertyOf(parameters, name) ?? undefined;
  const missing = ['ApiEndpoint', 'Method'].filter((name) => fieldOf(name) === undefined);
  const malformed = Object.entries(FORMATS).flatMap(([name, fits]) => {
    const field = fieldOf(name);
    return field === undefined || fits(field) ? [] : [name];
  });
  const headers = fieldOf('Headers');
  return [
    ...missing.map(missingField),
    ...(connectionArnOf(parameters) === undefined
      ? [missingField('InvocationConfig.ConnectionArn')]
      : []),
    ...malformed.map(invalidFormat),
    ...(isJsonObject(headers) ? keysOf(headers) : [])
      .filter(isForbiddenHeader)
      .map((name) => `The header '${name}' of the field 'Headers' is not allowed`),
  ];
}

export function connectionArnOf(parameters: JsonObject): string | undefined {
  const config =
    propertyOf(parameters, 'InvocationConfig') ?? propertyOf(parameters, 'Authentication');
  const arn = isJsonObject(config) ? propertyOf(config, 'ConnectionArn') : undefined;
  return typeof arn === 'string' ? arn : undefined;
}

/** Local runtime: a server on this machine may do without TLS. */
function isEndpoint(value: JsonValue): boolean {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK_HOSTS.includes(hostname));
}

function isForbiddenHeader(name: string): boolean {
  const lowerCase = name.toLowerCase();
  return (
    FORBIDDEN_HEADERS.has(lowerCase) ||
    FORBIDDEN_HEADER_PREFIXES.some((prefix) => lowerCase.startsWith(prefix))
  );
}
