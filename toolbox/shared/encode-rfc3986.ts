/**
 * Percent-encodes all but the unreserved characters of RFC 3986, as signatures of version 4 demand.
 *
 * @throws URIError when the text has half of a surrogate pair
 */
export function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
