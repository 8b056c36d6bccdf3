import { setTimeout as sleep } from 'node:timers/promises';
import type { Handler } from 'aws-lambda';

/** The longest time-out of a function: 15 minutes. */
const LONGEST_MS = 900_000;

const waitMs = readWaitMs(process.env['WAIT_MS']);

/** A step that takes `WAIT_MS` milliseconds. */
export const handler: Handler<unknown, { function: string }> = async (event) => {
  console.log(JSON.stringify({ function: `wait${waitMs}`, event }));
  await sleep(waitMs);
  return { function: `wait${waitMs}` };
};

function readWaitMs(value = ''): number {
  if (/^\d{1,6}$/.test(value) && Number(value) <= LONGEST_MS) return Number(value);
  throw new Error(`WAIT_MS must be whole milliseconds from 0 to ${LONGEST_MS}, not "${value}"`);
}
