// Tries the Amazon States Language with many random definitions and expressions: `npm run fuzz -- 10000`. A failure
// names the seed with which fast-check repeats it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const runs = Number(process.argv[2] ?? 10_000);
const reportFile = join(tmpdir(), `stepgate-fuzz-${process.pid}.jsonl`);

const { status } = spawnSync(
  process.execPath,
  [
    // A heap that is used up shows a growth that no count would.
    '--max-old-space-size=512',
    'node_modules/jest/bin/jest.js',
    '--selectProjects=unit',
    '--runInBand',
    'tests/unit/states/fuzz',
  ],
  {
    stdio: 'inherit',
    env: { ...process.env, FUZZ_RUNS: String(runs), FUZZ_REPORT: reportFile },
  },
);

const lines = existsSync(reportFile) ? readFileSync(reportFile, 'utf8').trim().split('\n') : [];
rmSync(reportFile, { force: true });
for (const { property, counts, peakBytes } of lines.map((line) => JSON.parse(line))) {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const parts = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`);
  console.log(`${property}: ${total} runs, ${parts.join(', ')}; peak ${megabytes(peakBytes)} MB`);
}
process.exitCode = status ?? 1;

/** @param {number} bytes */
function megabytes(bytes) {
  return Math.round(bytes / 2 ** 20);
}
