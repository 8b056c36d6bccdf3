/** A point in time that keeps all its digits. */
export interface Timestamp {
  readonly epochSeconds: number;
  readonly nanoseconds: number;
}

const OFFSET_DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Parses the profile of ISO 8601 that the language asks for: RFC 3339 with an upper-case `T`, and `Z` or an offset.
 *
 * @returns undefined for any other text, and for a date that does not exist
 */
export function parseTimestamp(text: string): Timestamp | undefined {
  const match = OFFSET_DATE_TIME.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map(Number);
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1) return undefined;
  date.setUTCHours(hour, minute, second);
  return {
    epochSeconds: date.getTime() / 1000 - offsetSeconds(match[8] ?? 'Z'),
    nanoseconds: Number((match[7] ?? '').padEnd(9, '0')),
  };
}

function offsetSeconds(offset: string): number {
  if (offset === 'Z') return 0;
  const seconds = Number(offset.slice(1, 3)) * 3600 + Number(offset.slice(4)) * 60;
  return offset.startsWith('-') ? -seconds : seconds;
}

export function compareTimestamps(a: Timestamp, b: Timestamp): number {
  return a.epochSeconds - b.epochSeconds || a.nanoseconds - b.nanoseconds;
}

/** Milliseconds since 1970, rounded up: who waits until then must not wake before. */
export function toEpochMs({ epochSeconds, nanoseconds }: Timestamp): number {
  return epochSeconds * 1000 + Math.ceil(nanoseconds / 1_000_000);
}
