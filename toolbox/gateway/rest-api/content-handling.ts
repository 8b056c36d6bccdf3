import type { ContentHandling } from '../../template/model.ts';
import type { GatewayRequest, Payload } from '../gateway.ts';
import type { EndpointResponse } from '../integrations/integration-exchange.ts';
import { mediaTypeOf } from '../media-type.ts';
import { decodedBase64, payloadBase64, payloadText } from '../payload.ts';
import type { InvocationRequest } from './context.ts';

/** Tells whether bodies of a media type are bytes. */
export type IsBinaryType = (mediaType: string) => boolean;

/**
 * Compiles the binary media types of an API.
 *
 * @returns undefined when it has none, so that all bodies are text
 */
export function binaryTypes(mediaTypes: readonly string[]): IsBinaryType | undefined {
  if (mediaTypes.length === 0) return undefined;
  const types = new Set(mediaTypes.map(mediaTypeOf));
  if (types.has('*/*')) return () => true;
  return (mediaType) =>
    types.has(mediaType) || types.has(`${mediaType.slice(0, mediaType.indexOf('/'))}/*`);
}

interface Conversion {
  readonly isBinaryType: IsBinaryType | undefined;
  readonly contentHandling: ContentHandling | undefined;
}

/** Makes the body of the integration request, in front of any template. */
export type RequestConversion = (request: InvocationRequest, incoming: GatewayRequest) => Payload;

/** @see "Content type conversions in API Gateway" (API Gateway Developer Guide) */
export function requestConversion({
  isBinaryType,
  contentHandling,
}: Conversion): RequestConversion {
  const convertText: RequestConversion =
    contentHandling === 'CONVERT_TO_BINARY'
      ? ({ body }) => decodedBase64(body)
      : ({ body }) => body;
  if (isBinaryType === undefined) return convertText;
  const convertBinary: RequestConversion =
    contentHandling === 'CONVERT_TO_TEXT'
      ? (_request, { body }) => payloadBase64(body)
      : (_request, { body }) => body;
  return (request, incoming) =>
    (isBinaryType(request.contentType) ? convertBinary : convertText)(request, incoming);
}

/** Makes the body of the response, in front of any template. */
export type ResponseConversion = (
  response: Pick<EndpointResponse, 'headers' | 'body'>,
  request: InvocationRequest,
) => Payload;

/**
 * Of an API without binary media types every body is text. A body in Base64 becomes bytes for a
 * client that accepts bytes, and bytes become Base64 for one that does not.
 *
 * @see "Content type conversions in API Gateway" (API Gateway Developer Guide)
 */
export function responseConversion({
  isBinaryType,
  contentHandling,
}: Conversion): ResponseConversion {
  if (isBinaryType === undefined) {
    return contentHandling === 'CONVERT_TO_BINARY'
      ? ({ body }) => decodedBase64(body)
      : ({ body }) => payloadText(body);
  }
  return ({ headers, body }, { accept }) => {
    const isBinary = isBinaryType(contentTypeOf(headers));
    switch (contentHandling ?? (isBinaryType(accept) ? 'CONVERT_TO_BINARY' : 'CONVERT_TO_TEXT')) {
      case 'CONVERT_TO_BINARY':
        return isBinary ? body : decodedBase64(body);
      case 'CONVERT_TO_TEXT':
        return isBinary ? payloadBase64(body) : payloadText(body);
    }
  };
}

/** Without the header it is no type: such a body is text. */
function contentTypeOf(headers: EndpointResponse['headers']): string {
  const header = headers.find(([name]) => name.toLowerCase() === 'content-type');
  return header === undefined ? '' : mediaTypeOf(header[1]);
}
