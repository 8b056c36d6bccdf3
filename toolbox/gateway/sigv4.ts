import { timingSafeEqual } from 'node:crypto';
import type { AwsIdentity } from '../shared/arn.ts';
import { amzDate, timeOfAmzDate } from './amz-date.ts';
import type { Caller } from './caller.ts';
import { canonicalRequest, sha256, signatureOf, stringToSign } from './canonical-request.ts';
import type { GatewayRequest } from './gateway.ts';
import { GatewayError } from './gateway-error.ts';
import { gatewayResponseTypes } from './gateway-response-types.ts';
import { headerOf, readSignature, type Signature } from './signature.ts';

/** The key pair whose signatures are accepted. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Required of the caller when the keys are temporary. */
  readonly sessionToken?: string;
}

export interface SigV4Options {
  readonly credentials: Credentials;
  readonly identity: AwsIdentity;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Tells who signed a request. */
export type SignatureCheck = (request: { readonly incoming: GatewayRequest }) => Caller;

const SERVICE = 'execute-api';
const MAX_SKEW_MS = 5 * 60 * 1000;
const MAX_EXPIRES_SECONDS = 7 * 24 * 60 * 60;

/**
 * Makes the authorizer that verifies signatures of version 4 for `execute-api`.
 *
 * Local runtime: policies are not evaluated; who holds the keys may call every method.
 *
 * @throws GatewayError MISSING_AUTHENTICATION_TOKEN, INVALID_SIGNATURE or EXPIRED_TOKEN, by the
 * authorizer
 * @see "Create a signed AWS API request" (IAM User Guide)
 */
export function sigV4Authorizer(options: SigV4Options): SignatureCheck {
  const { credentials, identity } = options;
  return ({ incoming }) => {
    const signature = readSignature(incoming);
    checkScope(signature, identity);
    checkTime(signature, options.now());
    checkKey(signature, credentials);
    checkSignature(incoming, signature, credentials);
    return callerOf(credentials, identity);
  };
}

function checkScope({ scope, dateTime }: Signature, { region }: AwsIdentity): void {
  const complaints: string[] = [];
  if (scope.region !== region) complaints.push('Credential should be scoped to a valid region. ');
  if (scope.service !== SERVICE) {
    complaints.push(`Credential should be scoped to correct service: '${SERVICE}'. `);
  }
  if (!dateTime.startsWith(scope.date)) {
    complaints.push(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scope.date}' != '${dateTime.slice(0, 8)}'. `,
    );
  }
  if (complaints.length > 0) throw invalid(complaints.join(''));
}

function checkTime({ dateTime, expiresSeconds }: Signature, nowMs: number): void {
  const signedMs = timeOfAmzDate(dateTime);
  if (signedMs === undefined) throw invalid(`Date '${dateTime}' must be like 20240131T235959Z.`);
  if (expiresSeconds !== undefined && !isLifetime(expiresSeconds)) {
    throw invalid(`X-Amz-Expires must be a number of seconds from 1 to ${MAX_EXPIRES_SECONDS}.`);
  }
  const lifetimeMs = expiresSeconds === undefined ? MAX_SKEW_MS : expiresSeconds * 1000;
  const now = amzDate(nowMs);
  if (signedMs + lifetimeMs < nowMs) {
    const earliest = amzDate(nowMs - lifetimeMs);
    const lifetime = expiresSeconds === undefined ? '5 min.' : `${expiresSeconds} s`;
    throw invalid(
      `Signature expired: ${dateTime} is now earlier than ${earliest} (${now} - ${lifetime})`,
    );
  }
  if (signedMs > nowMs + MAX_SKEW_MS) {
    const latest = amzDate(nowMs + MAX_SKEW_MS);
    throw invalid(
      `Signature not yet current: ${dateTime} is still later than ${latest} (${now} + 5 min.)`,
    );
  }
}

function isLifetime(seconds: number): boolean {
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_EXPIRES_SECONDS;
}

function checkKey({ accessKeyId, sessionToken }: Signature, credentials: Credentials): void {
  const isKnown =
    accessKeyId === credentials.accessKeyId &&
    (credentials.sessionToken === undefined
      ? sessionToken === undefined
      : isEqual(sessionToken ?? '', credentials.sessionToken));
  if (isKnown) return;
  throw new GatewayError('INVALID_SIGNATURE', {
    errorType: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  });
}

function checkSignature(
  incoming: GatewayRequest,
  { signature, signedHeaders, dateTime, scope }: Signature,
  { secretAccessKey }: Credentials,
): void {
  const canonical = canonicalRequest({
    method: incoming.method,
    rawPath: incoming.rawPath,
    rawQuery: incoming.rawQuery,
    headers: incoming.headers,
    signedHeaders,
    payloadHash: payloadHashOf(incoming),
  });
  const toSign = stringToSign(canonical, dateTime, scope);
  if (isEqual(signature, signatureOf(toSign, secretAccessKey, scope))) return;
  const { message } = gatewayResponseTypes.INVALID_SIGNATURE;
  throw new GatewayError('INVALID_SIGNATURE', {
    message: `${message}\n\nThe Canonical String for this request should have been\n'${canonical}'\n\nThe String-to-Sign should have been\n'${toSign}'\n`,
    // The canonical string holds headers.
    reason: message,
  });
}

const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

/** The hash of the body as it came, unless the client has left the body out of its signature. */
function payloadHashOf(incoming: GatewayRequest): string {
  return headerOf(incoming, 'x-amz-content-sha256') === UNSIGNED_PAYLOAD
    ? UNSIGNED_PAYLOAD
    : sha256(incoming.body);
}

/** Compares in a time that does not tell where the texts differ. */
function isEqual(left: string, right: string): boolean {
  const [leftBytes, rightBytes] = [Buffer.from(left), Buffer.from(right)];
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}

/** Local runtime: the caller is an IAM user named after nobody in particular. */
function callerOf(credentials: Credentials, { partition, accountId }: AwsIdentity): Caller {
  return {
    accessKey: credentials.accessKeyId,
    accountId,
    caller: credentials.accessKeyId,
    user: credentials.accessKeyId,
    userArn: `arn:${partition}:iam::${accountId}:user/local`,
  };
}

function invalid(message: string): GatewayError {
  return new GatewayError('INVALID_SIGNATURE', { message });
}
