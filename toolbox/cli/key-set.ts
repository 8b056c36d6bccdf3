import { isJsonObject, type JsonObject, propertyOf } from '../shared/json.ts';
import { parseJson } from '../shared/parse-json.ts';

/**
 * Reads the file of `--jwks`: a JSON Web Key Set, `{"keys": [{"kty": "RSA", "kid": …}]}`.
 *
 * @throws Error that says what is wrong with the text
 */
export function parseKeySet(text: string): JsonObject {
  const keySet = parseJson(text);
  const keys = isJsonObject(keySet) ? propertyOf(keySet, 'keys') : undefined;
  if (!isJsonObject(keySet) || !Array.isArray(keys) || !keys.every(isJsonObject)) {
    throw new Error('expected a JSON Web Key Set: {"keys": [{"kty": "RSA", "kid": "…", …}]}');
  }
  return keySet;
}
