import { createHash } from 'node:crypto';
import { amzDate } from './amz-date.ts';
import { ALGORITHM, type CredentialScope } from './canonical-request.ts';
import type { GatewayRequest } from './gateway.ts';
import { GatewayError } from './gateway-error.ts';
import { queryPairs } from './query-string.ts';

/** What a request says about its own signature. */
export interface Signature {
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  /** `yyyymmddThhmmssZ`. */
  readonly dateTime: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly sessionToken: string | undefined;
  /** How long a presigned URL is good for. */
  readonly expiresSeconds?: number;
}

/**
 * Reads the signature of a request, from the `Authorization` header or from the query of a
 * presigned URL.
 *
 * @throws GatewayError MISSING_AUTHENTICATION_TOKEN without any, INVALID_SIGNATURE when it is
 * incomplete
 */
export function readSignature(incoming: GatewayRequest): Signature {
  const authorization = headerOf(incoming, 'authorization');
  const query = new Map(queryPairs(incoming.rawQuery));
  const isPresigned = query.has('X-Amz-Signature') || query.has('X-Amz-Algorithm');
  if (authorization !== undefined && isPresigned) {
    throw new GatewayError('INVALID_SIGNATURE', {
      message:
        "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    });
  }
  if (authorization !== undefined) return signatureInHeader(incoming, authorization);
  if (isPresigned) return signatureInQuery(query);
  throw new GatewayError('MISSING_AUTHENTICATION_TOKEN');
}

/** The last value of a header, whatever its spelling. */
export function headerOf(
  { headers }: Pick<GatewayRequest, 'headers'>,
  name: string,
): string | undefined {
  for (let index = headers.length - 2; index >= 0; index -= 2) {
    if (headers[index]?.toLowerCase() === name) return headers[index + 1];
  }
  return undefined;
}

function signatureInHeader(incoming: GatewayRequest, authorization: string): Signature {
  if (!isSignature(authorization)) throw noSignature(authorization);
  const [, ...rest] = authorization.trim().split(/\s+/);
  const parts = new Map(
    rest
      .join('')
      .split(',')
      .map((part): [string, string] => {
        const equals = part.indexOf('=');
        return [part.slice(0, equals), part.slice(equals + 1)];
      }),
  );
  const dateTime = headerOf(incoming, 'x-amz-date') ?? dateTimeOf(headerOf(incoming, 'date'));
  refuseMissing(authorization, [
    ["requires 'Credential' parameter.", parts.get('Credential')],
    ["requires 'Signature' parameter.", parts.get('Signature')],
    ["requires 'SignedHeaders' parameter.", parts.get('SignedHeaders')],
    ["requires existence of either a 'X-Amz-Date' or a 'Date' header.", dateTime],
  ]);
  return {
    ...credentialOf(parts.get('Credential') ?? ''),
    dateTime: dateTime ?? '',
    signedHeaders: signedHeadersOf(parts.get('SignedHeaders') ?? ''),
    signature: parts.get('Signature') ?? '',
    sessionToken: headerOf(incoming, 'x-amz-security-token'),
  };
}

function signatureInQuery(query: ReadonlyMap<string, string>): Signature {
  const names = ['Algorithm', 'Credential', 'Signature', 'SignedHeaders', 'Date', 'Expires'];
  for (const name of names) {
    if (!query.get(`X-Amz-${name}`)) {
      throw incomplete(`AWS query-string parameters must include 'X-Amz-${name}'.`);
    }
  }
  if (query.get('X-Amz-Algorithm') !== ALGORITHM)
    throw incomplete(`X-Amz-Algorithm is no ${ALGORITHM}`);
  return {
    ...credentialOf(query.get('X-Amz-Credential') ?? ''),
    dateTime: query.get('X-Amz-Date') ?? '',
    signedHeaders: signedHeadersOf(query.get('X-Amz-SignedHeaders') ?? ''),
    signature: query.get('X-Amz-Signature') ?? '',
    sessionToken: query.get('X-Amz-Security-Token'),
    expiresSeconds: Number(query.get('X-Amz-Expires')),
  };
}

function credentialOf(credential: string): Pick<Signature, 'accessKeyId' | 'scope'> {
  const parts = credential.split('/');
  const [accessKeyId, date, region, service, terminator] = parts;
  if (
    parts.length !== 5 ||
    accessKeyId === undefined ||
    date === undefined ||
    region === undefined ||
    service === undefined ||
    terminator !== 'aws4_request'
  ) {
    throw incomplete(
      'Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term.',
    );
  }
  return { accessKeyId, scope: { date, region, service } };
}

function signedHeadersOf(list: string): readonly string[] {
  const names = list.toLowerCase().split(';');
  if (names.includes('host')) return names;
  throw incomplete("'Host' must be a 'SignedHeader' in the AWS Authorization.");
}

/** The time of a `Date` header in the form that is signed. */
function dateTimeOf(date: string | undefined): string | undefined {
  const timeMs = Date.parse(date ?? '');
  if (Number.isNaN(timeMs)) return undefined;
  return amzDate(timeMs);
}

function refuseMissing(
  authorization: string,
  parts: readonly (readonly [complaint: string, part: string | undefined])[],
): void {
  const complaints = parts
    .filter(([, part]) => !part)
    .map(([complaint]) => `Authorization header ${complaint}`);
  if (complaints.length === 0) return;
  const reason = complaints.join(' ');
  throw incomplete(`${reason} Authorization=${authorization}`, reason);
}

/**
 * The error for an `Authorization` header that holds no signature of version 4, without showing
 * what it holds.
 */
export function noSignature(authorization: string): GatewayError {
  const hash = createHash('sha256').update(authorization).digest('base64');
  return incomplete(
    `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`,
  );
}

export function isSignature(authorization: string): boolean {
  return authorization.trimStart().startsWith(ALGORITHM);
}

/** @param reason - for the log, where the message shows what the client has sent */
function incomplete(message: string, reason = message): GatewayError {
  return new GatewayError('INVALID_SIGNATURE', {
    errorType: 'IncompleteSignatureException',
    message,
    reason,
  });
}
