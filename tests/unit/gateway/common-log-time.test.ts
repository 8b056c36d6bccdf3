import { commonLogTime } from '../../../toolbox/gateway/common-log-time.ts';

describe('commonLogTime', () => {
  test.each([
    { timeMs: Date.UTC(2024, 2, 5, 7, 8, 9, 999), text: '05/Mar/2024:07:08:09 +0000' },
    { timeMs: Date.UTC(2024, 2, 5, 7, 8, 10), text: '05/Mar/2024:07:08:10 +0000' },
    { timeMs: Date.UTC(1999, 11, 31, 23, 59, 59), text: '31/Dec/1999:23:59:59 +0000' },
    { timeMs: 0, text: '01/Jan/1970:00:00:00 +0000' },
  ])('writes $text', ({ timeMs, text }) => {
    expect(commonLogTime(timeMs)).toBe(text);
  });
});
