import type { Payload } from './gateway.ts';
import { GatewayError } from './gateway-error.ts';

/** @see "Amazon API Gateway quotas and important notes" (API Gateway Developer Guide) */
export const MAX_PAYLOAD_BYTES = 10 * 1024 * 1024;

/** The payload as text; bytes that are not UTF-8 become replacement characters. */
export function payloadText(payload: Payload): string {
  return typeof payload === 'string' ? payload : bufferOf(payload).toString('utf8');
}

export function payloadBase64(payload: Payload): string {
  return bufferOf(payload).toString('base64');
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The payload as a mapping template reads it.
 *
 * @throws GatewayError API_CONFIGURATION_ERROR when it is not UTF-8
 */
export function templateText(payload: Payload): string {
  if (typeof payload === 'string') return payload;
  try {
    return UTF_8.decode(payload);
  } catch (cause) {
    throw new GatewayError('API_CONFIGURATION_ERROR', {
      reason:
        'the mapping template needs text, and the body is not UTF-8: contentHandling CONVERT_TO_TEXT gives it as Base64',
      cause,
    });
  }
}

/** A function that answers with a text gives it as JSON, so that quotes may stand around it. */
const BASE64 = /^"?([\w+/\s-]*={0,2})"?$/;

/** @throws GatewayError API_CONFIGURATION_ERROR when the payload is no Base64 */
export function decodedBase64(payload: Payload): Uint8Array {
  const encoded = BASE64.exec(payloadText(payload).trim())?.[1];
  if (encoded !== undefined) return Buffer.from(encoded, 'base64');
  throw new GatewayError('API_CONFIGURATION_ERROR', {
    reason:
      'Unable to base64 decode the body: binary media types and contentHandling ask for bytes, and the body is other text',
  });
}

export function payloadLength(payload: Payload): number {
  return typeof payload === 'string' ? Buffer.byteLength(payload) : payload.length;
}

function bufferOf(payload: Payload): Buffer {
  if (typeof payload === 'string') return Buffer.from(payload);
  return Buffer.isBuffer(payload)
    ? payload
    : Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
}
