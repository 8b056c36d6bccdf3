import { payloadBase64 } from '../../payload.ts';
import type { AuthorizedHttpContext } from '../context.ts';
import { joinedValue } from '../parameters.ts';

/** Every other media type, and a missing one, reaches functions as Base64. */
const TEXT_TYPE = /^(?:text\/.*|application\/(?:json|xml|javascript))$/i;

/** The body of an event; undefined when there is none. */
export function eventBody({ incoming, request }: AuthorizedHttpContext): {
  readonly body: string | undefined;
  readonly isBase64Encoded: boolean;
} {
  if (incoming.body.length === 0) return { body: undefined, isBase64Encoded: false };
  const [mediaType = ''] = (joinedValue(request.headers, 'content-type') ?? '').split(';');
  return TEXT_TYPE.test(mediaType.trim())
    ? { body: request.text(), isBase64Encoded: false }
    : { body: payloadBase64(incoming.body), isBase64Encoded: true };
}
