import type { GatewayResponse, HeaderPair } from '../../gateway.ts';
import { GatewayError } from '../../gateway-error.ts';
import { headerValue, isFinalStatus, isHeaderName, remappedHeaderName } from '../../http-rules.ts';
import { APPLICATION_JSON } from '../../media-type.ts';
import type { InvocationResponseContext } from '../context.ts';

/**
 * Puts together what the client receives. `Content-Type` is `application/json`, whatever the body
 * is, unless a mapping or an override sets it.
 */
export function buildMethodResponse(context: InvocationResponseContext): GatewayResponse {
  const { invocationResponse, requestId, extendedRequestId } = context;
  const { statusCode, headers, body } = invocationResponse;
  refuseWrongStatus(statusCode);
  const sent: HeaderPair[] = [
    ['x-amzn-RequestId', requestId],
    ['x-amz-apigw-id', extendedRequestId],
  ];
  if (context.integration.definition.type !== 'MOCK') {
    sent.push(['X-Amzn-Trace-Id', context.traceId]);
  }
  let hasContentType = false;
  for (const [name, value] of headers) {
    const remapped = remappedHeaderName(name);
    if (remapped === undefined || value === '') continue;
    refuseWrongName(name);
    hasContentType ||= name.toLowerCase() === 'content-type';
    sent.push([remapped, headerValue(value)]);
  }
  if (!hasContentType) sent.push(['Content-Type', APPLICATION_JSON]);
  return { statusCode, headers: sent, body };
}

function refuseWrongStatus(statusCode: number): void {
  if (isFinalStatus(statusCode)) return;
  throw new GatewayError('API_CONFIGURATION_ERROR', {
    reason: `the status ${statusCode} does not end a request`,
  });
}

function refuseWrongName(name: string): void {
  if (isHeaderName(name)) return;
  throw new GatewayError('API_CONFIGURATION_ERROR', {
    reason: `${JSON.stringify(name)} is not the name of a header`,
  });
}
