const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/**
 * The time of the last request and its text: formatting costs more than all other variables
 * together.
 */
let lastSecond = { secondsSince1970: 0, text: '01/Jan/1970:00:00:00 +0000' };

/** The time in the Common Log Format, in UTC: `05/Mar/2024:07:08:09 +0000`. */
export function commonLogTime(timeMs: number): string {
  const secondsSince1970 = Math.floor(timeMs / 1000);
  if (secondsSince1970 !== lastSecond.secondsSince1970) {
    const iso = new Date(timeMs).toISOString();
    const month = MONTHS[Number(iso.slice(5, 7)) - 1];
    const text = `${iso.slice(8, 10)}/${month}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
    lastSecond = { secondsSince1970, text };
  }
  return lastSecond.text;
}
