import type { HeaderPair } from './gateway.ts';
import { isHeaderName } from './http-rules.ts';
import {
  compileMappingSource,
  type MappingSource,
  type MappingValues,
} from './parameter-mapping.ts';

/**
 * A parameter of the integration request, such as `header` and `X-Order`, and where its value comes
 * from.
 */
export interface RequestMapping {
  readonly place: 'header' | 'querystring' | 'path';
  readonly name: string;
  readonly source: MappingSource;
}

/** A header for the client, and where its value comes from. */
export interface HeaderMapping {
  readonly name: string;
  readonly source: MappingSource;
}

const REQUEST_TARGET = /^integration\.request\.(header|querystring|path)\.(.+)$/;
const RESPONSE_TARGET = /^method\.response\.(?:multivalue)?header\.(.+)$/;
const GATEWAY_RESPONSE_TARGET = /^gatewayresponse\.header\.(.+)$/;

/**
 * Compiles an entry of an integration's `requestParameters`; undefined when API Gateway knows no
 * such mapping.
 */
export function requestMapping(
  [target, text]: readonly [string, string],
  origin: 'method.request' | 'route.request' = 'method.request',
): RequestMapping | undefined {
  const [, place, name] = REQUEST_TARGET.exec(target) ?? [];
  const source = compileMappingSource(text, origin);
  if (place === undefined || name === undefined || source === undefined) return undefined;
  return { place: place as RequestMapping['place'], name, source };
}

/** The same for the `responseParameters` of an integration response. */
export function responseMapping(entry: readonly [string, string]): HeaderMapping | undefined {
  return headerMapping(entry, RESPONSE_TARGET, 'integration.response');
}

/** The same for the `responseParameters` of a gateway response. */
export function gatewayResponseMapping(
  entry: readonly [string, string],
): HeaderMapping | undefined {
  return headerMapping(entry, GATEWAY_RESPONSE_TARGET, 'method.request');
}

/** The headers that mappings set: several where a source gives a list, none where it gives nothing. */
export function mappedHeaders(
  mappings: readonly HeaderMapping[],
  values: MappingValues,
): HeaderPair[] {
  const headers: HeaderPair[] = [];
  for (const { name, source } of mappings) {
    const value = source(values);
    if (typeof value === 'string') headers.push([name, value]);
    else for (const item of value ?? []) headers.push([name, item]);
  }
  return headers;
}

function headerMapping(
  [target, text]: readonly [string, string],
  pattern: RegExp,
  origin: string,
): HeaderMapping | undefined {
  const name = pattern.exec(target)?.[1];
  const source = compileMappingSource(text, origin);
  if (name === undefined || !isHeaderName(name) || source === undefined) return undefined;
  return { name, source };
}
