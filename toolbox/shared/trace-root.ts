/**
 * The root of a tracing header: `Root=1-58406520-a006649127e371903a2de979`.
 *
 * @param timeMs - when the request began, in milliseconds since 1970
 * @param uniqueDigits - 24 hexadecimal digits
 * @see "Tracing header" in "AWS X-Ray concepts" (AWS X-Ray Developer Guide)
 */
export function traceRoot(timeMs: number, uniqueDigits: string): string {
  return `Root=1-${Math.floor(timeMs / 1000).toString(16)}-${uniqueDigits}`;
}
