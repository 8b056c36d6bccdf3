import { isoTime } from '../../../toolbox/shared/iso-time.ts';

describe('isoTime', () => {
  test.each([
    [0, '1970-01-01T00:00:00.000Z'],
    [Date.UTC(2024, 1, 29, 23, 59, 59, 7), '2024-02-29T23:59:59.007Z'],
    [Date.UTC(2024, 1, 29, 23, 59, 59, 7), '2024-02-29T23:59:59.007Z'],
    [Date.UTC(2024, 1, 29, 23, 59, 59, 8), '2024-02-29T23:59:59.008Z'],
  ])('writes %d as %s', (timeMs, text) => {
    expect(isoTime(timeMs)).toBe(text);
  });
});
