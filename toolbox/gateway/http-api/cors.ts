import type { CorsConfiguration } from '../../template/http-api-model.ts';
import type { GatewayResponse, HeaderPair } from '../gateway.ts';
import type { MatchedHttpContext } from './context.ts';
import { joinedValue } from './parameters.ts';

/**
 * Whether a browser asks what it may send, and no route takes the question.
 *
 * @see "Configuring CORS for an HTTP API" (API Gateway Developer Guide)
 */
export function isPreflight({ deployment, request, match }: MatchedHttpContext): boolean {
  const { httpMethod, headers } = request;
  return (
    deployment.api.cors !== undefined &&
    match === undefined &&
    httpMethod === 'OPTIONS' &&
    joinedValue(headers, 'origin') !== undefined &&
    joinedValue(headers, 'access-control-request-method') !== undefined
  );
}

export function answerPreflight({ deployment }: MatchedHttpContext): GatewayResponse {
  const { allowMethods = [], allowHeaders = [], maxAgeSeconds } = deployment.api.cors ?? {};
  return {
    statusCode: 204,
    headers: [
      ...listHeader('access-control-allow-methods', allowMethods),
      ...listHeader('access-control-allow-headers', allowHeaders),
      ...(maxAgeSeconds === undefined
        ? []
        : [['access-control-max-age', String(maxAgeSeconds)] as const]),
    ],
    body: '',
  };
}

/**
 * The headers of an answer with those that CORS adds; what the backend says about it is dropped.
 *
 * @param origin - undefined when the request tells none
 */
export function withCorsHeaders(
  headers: readonly HeaderPair[],
  origin: string | undefined,
  cors: CorsConfiguration | undefined,
  isAnswerToPreflight: boolean,
): readonly HeaderPair[] {
  if (cors === undefined) return headers;
  const allowed = origin === undefined ? undefined : allowedOrigin(origin, cors);
  const own = isAnswerToPreflight && allowed !== undefined ? headers : headers.filter(isNotCors);
  if (allowed === undefined) return own;
  return [
    ...own,
    ['access-control-allow-origin', allowed],
    ...(cors.allowCredentials ? [['access-control-allow-credentials', 'true'] as const] : []),
    ...(isAnswerToPreflight ? [] : listHeader('access-control-expose-headers', cors.exposeHeaders)),
  ];
}

function isNotCors([name]: HeaderPair): boolean {
  return !name.toLowerCase().startsWith('access-control-');
}

/** What the browser is told: its own origin, or any; undefined when the origin is not allowed. */
function allowedOrigin(origin: string, { allowOrigins }: CorsConfiguration): string | undefined {
  if (allowOrigins.includes('*')) return '*';
  const lowerCase = origin.toLowerCase();
  const isAllowed = allowOrigins.some((allowed) => {
    const pattern = allowed.toLowerCase();
    return pattern === lowerCase || isOfScheme(lowerCase, pattern);
  });
  return isAllowed ? origin : undefined;
}

/** `https://*` and `http://*` stand for every host. */
function isOfScheme(origin: string, pattern: string): boolean {
  return /^https?:\/\/\*$/.test(pattern) && origin.startsWith(pattern.slice(0, -1));
}

function listHeader(name: string, values: readonly string[]): readonly HeaderPair[] {
  return values.length === 0 ? [] : [[name, values.join(',')]];
}
