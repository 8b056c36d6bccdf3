import { isJsonNumber, keysOf } from '../shared/json.ts';
import { isInteger, type JavaNumber } from './java-number.ts';
import { isVtlMap, JavaObject, textOf, type VtlValue } from './value.ts';

/** Java's `hashCode`, the same wherever it is computed. */
export function hashCodeOf(value: VtlValue | undefined): number {
  if (value === null || value === undefined) return 0;
  if (typeof value === 'string') return ofText(value);
  if (typeof value === 'boolean') return value ? 1231 : 1237;
  if (value instanceof JavaObject) return ofText(value.toString());
  if (isJsonNumber(value)) return ofNumber(value);
  if (Array.isArray(value)) {
    return value.reduce<number>((hash, item) => (Math.imul(hash, 31) + hashCodeOf(item)) | 0, 1);
  }
  if (!isVtlMap(value)) return ofText(textOf(value));
  return keysOf(value).reduce(
    (hash, key) => (hash + (ofText(key) ^ hashCodeOf(value[key]))) | 0,
    0,
  );
}

function ofText(text: string): number {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) {
    hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  }
  return hash;
}

function ofNumber(value: JavaNumber): number {
  const bits = isInteger(value) ? BigInt(String(value)) : doubleBits(Number(value));
  if (BigInt.asIntN(32, bits) === bits && isInteger(value)) return Number(bits);
  return Number(BigInt.asIntN(32, bits ^ (BigInt.asUintN(64, bits) >> 32n)));
}

function doubleBits(value: number): bigint {
  return new BigInt64Array(new Float64Array([value]).buffer)[0] as bigint;
}
