const ALGORITHM = 'AWS4-HMAC-SHA256';
const CREDENTIAL = 'Credential=';

/**
 * The access key id in an `Authorization` header with a signature of version 4; undefined in any
 * other.
 *
 * @see "Elements of an AWS API request signature" (IAM User Guide)
 */
export function accessKeyIdOf(authorization: string | undefined): string | undefined {
  if (authorization?.startsWith(ALGORITHM) !== true) return undefined;
  const credential = authorization.indexOf(CREDENTIAL, ALGORITHM.length);
  if (credential === -1) return undefined;
  const start = credential + CREDENTIAL.length;
  const end = authorization.indexOf('/', start);
  return end === -1 ? undefined : authorization.slice(start, end);
}
