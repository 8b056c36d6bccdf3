import { appendFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How many inputs each property is tried with: `npm run fuzz` asks for many more. */
export const FUZZ_RUNS = Number(process.env['FUZZ_RUNS'] ?? 100);

/** The time that they may take, in milliseconds. */
export const FUZZ_TIMEOUT_MS = 10_000 + FUZZ_RUNS * 100;

/** Where `npm run fuzz` reads what came out, as lines of JSON. */
const reportFile = process.env['FUZZ_REPORT'];

/** Counts what came out of the runs of a property. */
export interface Figures {
  count(outcome: string): void;
  report(): void;
}

export function createFigures(property: string): Figures {
  const counts: Record<string, number> = {};
  return {
    count(outcome) {
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    },
    report() {
      if (reportFile === undefined) return;
      const peakBytes = process.resourceUsage().maxRSS * 1024;
      appendFileSync(reportFile, `${JSON.stringify({ property, counts, peakBytes })}\n`);
    },
  };
}

/** Bytes of the heap that the work leaves in use each time, on the average. */
export async function bytesLeftBy(work: () => Promise<void>, times: number): Promise<number> {
  // What is compiled and cached once counts for nothing.
  await work();
  await work();
  const before = heapBytesInUse();
  for (let done = 0; done < times; done += 1) await work();
  return (heapBytesInUse() - before) / times;
}

function heapBytesInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
