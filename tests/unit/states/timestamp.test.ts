import { compareTimestamps, parseTimestamp, toEpochMs } from '../../../toolbox/states/timestamp.ts';

describe('parseTimestamp', () => {
  test.each([
    ['1970-01-01T00:00:01Z', 1, 0],
    ['1970-01-01T01:00:00+01:00', 0, 0],
    ['1969-12-31T23:30:00-00:30', 0, 0],
    ['1970-01-01T00:00:00.000000001Z', 0, 1],
    ['2016-02-29T00:00:00Z', 1456704000, 0],
  ])('reads %s', (text, epochSeconds, nanoseconds) => {
    expect(parseTimestamp(text)).toEqual({ epochSeconds, nanoseconds });
  });

  test.each([
    '2016-08-18',
    '2016-08-18T17:33:00',
    '2016-08-18 17:33:00Z',
    '2016-08-18t17:33:00z',
    '18-08-2016T17:33:00Z',
    '2016-13-05T21:29:29Z',
    '2015-02-29T00:00:00Z',
    '2016-08-18T24:00:00Z',
    '2016-08-18T17:60:00Z',
    '',
  ])('refuses %j', (text) => {
    expect(parseTimestamp(text)).toBeUndefined();
  });
});

describe('toEpochMs', () => {
  test('rounds up to the next millisecond', () => {
    expect(toEpochMs({ epochSeconds: 1, nanoseconds: 1 })).toBe(1001);
  });
});

describe('compareTimestamps', () => {
  test('looks at the nanoseconds of equal seconds', () => {
    const earlier = { epochSeconds: 1, nanoseconds: 1 };
    const later = { epochSeconds: 1, nanoseconds: 2 };

    expect(compareTimestamps(earlier, later)).toBeLessThan(0);
    expect(compareTimestamps(later, later)).toBe(0);
  });
});
