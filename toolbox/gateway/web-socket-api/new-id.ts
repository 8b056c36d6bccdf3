const ID_BYTES = 11;

/**
 * An id in the form that API Gateway gives to connections, messages and requests: 16 characters,
 * the last of which is `=`.
 *
 * @param uuid - what makes it unique
 */
export function newId(uuid: string): string {
  const bytes = Buffer.from(uuid.replaceAll('-', ''), 'hex').subarray(0, ID_BYTES);
  return `${bytes.toString('base64url')}=`;
}
