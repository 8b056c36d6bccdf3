/** Headers of the client that neither mapping templates nor parameter mappings see. */
const INVISIBLE_REQUEST_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'content-md5',
  'expect',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'www-authenticate',
]);

/** Headers that make the call fail when they are mapped to an AWS service. */
const REFUSED_SERVICE_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'content-length',
  'expect',
  'proxy-authenticate',
  'te',
  'transfer-encoding',
]);

/** Headers that do not reach an HTTP backend, whoever sets them. */
const DROPPED_BACKEND_HEADERS: ReadonlySet<string> = new Set([
  'expect',
  'proxy-authenticate',
  'te',
  'via',
]);

/** Headers that reach the client under another name when an integration sets them. */
const REMAPPED_RESPONSE_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'connection',
  'content-length',
  'content-md5',
  'date',
  'expect',
  'host',
  'max-forwards',
  'proxy-authenticate',
  'server',
  'trailer',
  'upgrade',
  'user-agent',
  'www-authenticate',
]);

/**
 * Headers that the endpoint adds, or puts in the place of what the client sent in whatever
 * spelling: their names, by those in lower case.
 */
export const FORWARDING_HEADERS: ReadonlyMap<string, string> = new Map(
  ['X-Amzn-Trace-Id', 'X-Forwarded-For', 'X-Forwarded-Port', 'X-Forwarded-Proto'].map((name) => [
    name.toLowerCase(),
    name,
  ]),
);

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const PLAIN_VALUE = /^[\t\x20-\x7e]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what a header must not hold
const CONTROL_CHARACTERS = /[\x00-\x08\x0a-\x1f\x7f]+/g;

export function isVisibleToMappings(name: string): boolean {
  return !INVISIBLE_REQUEST_HEADERS.has(name.toLowerCase());
}

export function isRefusedByServices(name: string): boolean {
  return REFUSED_SERVICE_HEADERS.has(name.toLowerCase());
}

/** Local runtime: assumed, there is no recording of an HTTP backend's request. */
export function isDroppedByBackends(name: string): boolean {
  return DROPPED_BACKEND_HEADERS.has(name.toLowerCase());
}

/**
 * The name under which a header of an integration reaches the client. Local runtime: that is
 * recorded of mapped headers; those of a proxy's function are taken to be renamed alike.
 *
 * @returns undefined when it does not reach the client
 */
export function remappedHeaderName(name: string): string | undefined {
  const lowerCase = name.toLowerCase();
  if (lowerCase === 'transfer-encoding') return undefined;
  return REMAPPED_RESPONSE_HEADERS.has(lowerCase) ? `x-amzn-Remapped-${name}` : name;
}

export function isHeaderName(name: string): boolean {
  return TOKEN.test(name);
}

/**
 * Tells whether a status ends a request; after one of 100 to 199 the client would go on waiting.
 */
export function isFinalStatus(statusCode: number): boolean {
  return Number.isInteger(statusCode) && statusCode >= 200 && statusCode <= 599;
}

/**
 * A value as it can go over the wire: UTF-8 in the bytes of the text.
 *
 * Local runtime: control characters, which could begin a header of their own, become blanks.
 */
export function headerValue(value: string): string {
  if (PLAIN_VALUE.test(value)) return value;
  return Buffer.from(value.replace(CONTROL_CHARACTERS, ' ')).toString('latin1');
}
