import type { GatewayResponse, HeaderPair } from '../gateway.ts';
import { APPLICATION_JSON } from '../media-type.ts';
import { headerOf } from '../signature.ts';
import type { UnfinishedHttpContext } from './context.ts';
import { withCorsHeaders } from './cors.ts';
import { canonicalHeaderName, isHopByHop } from './header-names.ts';
import { errorAnswer, HttpApiError } from './http-api-error.ts';

/** Seen without a media type. */
const PLAIN_STATUS = 503;

/** What the client reads of an error; it never learns the reason. */
export function errorResponse(thrown: unknown): GatewayResponse {
  const type = thrown instanceof HttpApiError ? thrown.type : 'INTERNAL_ERROR';
  const headers = thrown instanceof HttpApiError ? thrown.headers : [];
  const { statusCode, message } = errorAnswer(type);
  const contentType: HeaderPair = ['content-type', APPLICATION_JSON];
  return {
    statusCode,
    headers: statusCode === PLAIN_STATUS ? headers : [contentType, ...headers],
    body: JSON.stringify({ message }),
  };
}

/** Adds what every answer carries, errors too. */
export function completeResponse(
  { statusCode, headers, body }: GatewayResponse,
  { deployment, incoming, requestId, match, response }: UnfinishedHttpContext,
): GatewayResponse {
  const sent = headers.filter(([name]) => isSent(name.toLowerCase()));
  const isAnswerToPreflight = response !== undefined && match === undefined;
  const origin = headerOf(incoming, 'origin');
  return {
    statusCode,
    headers: [
      ...withCorsHeaders(sent, origin, deployment.api.cors, isAnswerToPreflight),
      ['apigw-requestid', requestId] as const,
    ].map(([name, value]) => [canonicalHeaderName(name), value]),
    body,
  };
}

/** The server makes the length and the date itself. */
function isSent(name: string): boolean {
  return !isHopByHop(name) && name !== 'content-length' && name !== 'date';
}
