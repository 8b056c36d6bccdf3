import { extraDays, type Scan } from '../depots.js';

// Top-level await: this is an ES module once it is built.
const base = await Promise.resolve(Number(process.env.TRANSIT_DAYS));

export async function estimateArrival(scan: Scan): Promise<{ days: number }> {
  return { days: base + extraDays(scan.depot) };
}
