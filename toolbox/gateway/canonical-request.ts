import { createHash, createHmac } from 'node:crypto';
import { encodeRfc3986 } from '../shared/encode-rfc3986.ts';
import { queryPairs } from './query-string.ts';

/** The parts of a signed request that a signature of version 4 covers. */
export interface SignedRequest {
  readonly method: string;
  readonly rawPath: string;
  readonly rawQuery: string;
  /** Names and values in turns. */
  readonly headers: readonly string[];
  /** In lower case, as the signature lists them. */
  readonly signedHeaders: readonly string[];
  /** The SHA-256 of the body, or `UNSIGNED-PAYLOAD`. */
  readonly payloadHash: string;
}

/** Where a credential is good for. */
export interface CredentialScope {
  /** `yyyymmdd`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export const ALGORITHM = 'AWS4-HMAC-SHA256';

/** @see "Create a signed AWS API request" (IAM User Guide) */
export function canonicalRequest(request: SignedRequest): string {
  const { method, rawPath, rawQuery, headers, signedHeaders, payloadHash } = request;
  return [
    method,
    canonicalPath(rawPath),
    canonicalQuery(rawQuery),
    ...signedHeaders.map((name) => `${name}:${canonicalHeader(headers, name)}`),
    '',
    signedHeaders.join(';'),
    payloadHash,
  ].join('\n');
}

/** @param dateTime - `yyyymmddThhmmssZ` */
export function stringToSign(
  canonical: string,
  dateTime: string,
  { date, region, service }: CredentialScope,
): string {
  const scope = `${date}/${region}/${service}/aws4_request`;
  return [ALGORITHM, dateTime, scope, sha256(canonical)].join('\n');
}

/** The signature in hexadecimal digits. */
export function signatureOf(
  toSign: string,
  secretAccessKey: string,
  { date, region, service }: CredentialScope,
): string {
  let key: string | Buffer = `AWS4${secretAccessKey}`;
  for (const part of [date, region, service, 'aws4_request']) key = hmac(key, part);
  return hmac(key, toSign).toString('hex');
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest();
}

/** Each segment as it was sent, percent-encoded once more. */
function canonicalPath(rawPath: string): string {
  return rawPath.split('/').map(encodeRfc3986).join('/') || '/';
}

function canonicalQuery(rawQuery: string): string {
  return queryPairs(rawQuery)
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`)
    .sort()
    .join('&');
}

/** All values of a header, trimmed, with runs of blanks as one. */
function canonicalHeader(headers: readonly string[], name: string): string {
  const values: string[] = [];
  for (let index = 0; index + 1 < headers.length; index += 2) {
    if (headers[index]?.toLowerCase() !== name) continue;
    values.push((headers[index + 1] ?? '').trim().replace(/ +/g, ' '));
  }
  return values.join(',');
}
