import { appendFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How many inputs each property is tried with: `npm run fuzz` asks for many more. */
export const FUZZ_RUNS = Number(process.env['FUZZ_RUNS'] ?? 150);

/** Where `npm run fuzz` reads what came out, as lines of JSON. */
const reportFile = process.env['FUZZ_REPORT'];

/** Whether there are enough runs for the memory to tell something. */
export const MEASURES_MEMORY = reportFile !== undefined;

/** Counts what came out of the runs of a property, and what they left in memory. */
export interface Figures {
  count(outcome: string): void;
  /** Bytes of the heap in use that were not in use after the first tenth of the runs. */
  grownBytes(): number;
  report(): void;
}

export function createFigures(property: string): Figures {
  const counts = new Map<string, number>();
  let runs = 0;
  let firstHeapBytes = 0;
  return {
    count(outcome) {
      runs += 1;
      if (runs % 500 === 0) process.stderr.write(`${runs} ${(heapBytesInUse() / 1e6).toFixed(1)} MB rss ${(process.memoryUsage().rss / 1e6).toFixed(0)} peak ${(process.resourceUsage().maxRSS / 1e3).toFixed(0)}\n`);
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      if (MEASURES_MEMORY && runs === FUZZ_RUNS / 10) firstHeapBytes = heapBytesInUse();
    },
    grownBytes: () => heapBytesInUse() - firstHeapBytes,
    report() {
      if (reportFile === undefined) return;
      const grownBytes = heapBytesInUse() - firstHeapBytes;
      const peakBytes = process.resourceUsage().maxRSS * 1024;
      const figures = { property, runs, counts: Object.fromEntries(counts), grownBytes, peakBytes };
      appendFileSync(reportFile, `${JSON.stringify(figures)}\n`);
    },
  };
}

function heapBytesInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
