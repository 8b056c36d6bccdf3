/** The last time and its text: much happens within one millisecond, and the text costs time. */
let last = { timeMs: Number.NaN, text: '' };

/** A time in milliseconds since 1970 as ISO 8601: `2024-03-05T07:08:09.123Z`. */
export function isoTime(timeMs: number): string {
  if (timeMs !== last.timeMs) last = { timeMs, text: new Date(timeMs).toISOString() };
  return last.text;
}
