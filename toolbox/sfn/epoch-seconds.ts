import { JsonNumber } from '../shared/json.ts';

/**
 * Milliseconds since 1970 as the service writes a time: seconds as a number in the exponent form of a Java double,
 * such as `1.486772644911E9`.
 */
export function epochSecondsText(ms: number): string {
  const digits = String(Math.trunc(ms));
  if (digits.length !== 13) return String(ms / 1000);
  const fraction = digits.slice(1).replace(/0+$/, '') || '0';
  return `${digits[0]}.${fraction}E9`;
}

/** The same as a JSON value. */
export function epochSeconds(ms: number): JsonNumber {
  return new JsonNumber(epochSecondsText(ms));
}
