import { encodeRfc3986 } from '../../shared/encode-rfc3986.ts';
import { GatewayError } from '../gateway-error.ts';
import type { ParameterValues } from '../parameter-values.ts';
import type { IntegrationRequest } from './integration-exchange.ts';

/** Where a request goes. */
export interface Endpoint {
  /** Such as `http://127.0.0.1:8080`. */
  readonly origin: string;
  /** Percent-encoded, with the query; no dot segment is resolved. */
  readonly path: string;
}

export type EndpointOf = (request: Pick<IntegrationRequest, 'path' | 'querystring'>) => Endpoint;

const URL_PARTS = /^(https?):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/i;
const AUTHORITY = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

/**
 * Compiles the URL of an HTTP backend, whose `{name}` are path parameters. A value stays within its
 * part of the URL, whatever it holds: only its slashes are slashes.
 *
 * @param encodePath - encodes a value for its place in the path
 * @throws GatewayError API_CONFIGURATION_ERROR, by the function, when this is the URL of no host
 */
export function compileEndpoint(url: string, encodePath = encodePathValue): EndpointOf {
  const [, protocol = '', authority = '', path = '', query = ''] = URL_PARTS.exec(url) ?? [];
  return ({ path: parameters, querystring }) => {
    const host = substituted(authority, parameters, (value) => value);
    if (!AUTHORITY.test(host)) throw invalidAddress(url);
    const queries = [
      ...(query === '' ? [] : [allowed(substituted(query, parameters, encodeQueryValue))]),
      ...queryOf(querystring),
    ];
    const sentPath = allowed(substituted(path, parameters, encodePath)) || '/';
    return {
      origin: `${protocol.toLowerCase()}://${host}`,
      path: queries.length === 0 ? sentPath : `${sentPath}?${queries.join('&')}`,
    };
  };
}

function invalidAddress(url: string): GatewayError {
  return new GatewayError('API_CONFIGURATION_ERROR', {
    reason: `Invalid endpoint address: ${url} names no host`,
  });
}

const PARAMETER = /\{([\w.:-]+)\+?\}/g;

/** A parameter that is not mapped stays as it is written. */
function substituted(
  text: string,
  parameters: ParameterValues,
  encode: (value: string) => string,
): string {
  return text.replace(PARAMETER, (written, name: string) => {
    const value = parameters[name];
    return value === undefined ? written : encode(wellFormed(value));
  });
}

function queryOf(querystring: IntegrationRequest['querystring']): string[] {
  return Object.entries(querystring).flatMap(([name, values]) =>
    [values].flat().map((value) => `${encodeQueryValue(name)}=${encodeQueryValue(value)}`),
  );
}

export function encodeQueryValue(text: string): string {
  return encodeRfc3986(wellFormed(text));
}

function encodePathValue(value: string): string {
  return encodeURI(value).replace(/[?#]/g, encodeURIComponent);
}

/** What must not stand in a URL is encoded; what is encoded already stays. */
function allowed(text: string): string {
  return wellFormed(text).replace(/[^\x21-\x7e]+|["<>\\^`{|}]/g, encodeURIComponent);
}

/** Half of a surrogate pair, which no URL can hold, becomes the replacement character. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
