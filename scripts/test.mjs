// Runs every check of the project, also after one has failed, and closes with the counts of the test runner.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHECKS = ['typecheck', 'lint', 'lint:api'];

/** @param {string} command @param {string[]} args @param {'inherit' | 'pipe'} stdout */
function run(command, args, stdout) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, { stdio: ['ignore', stdout, stdout] });
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

const checks = await Promise.all(
  CHECKS.map(async (name) => ({ name, ...(await run('npm', ['run', '--silent', name], 'pipe')) })),
);
for (const { name, code, output } of checks) {
  console.log(code === 0 ? `${name}: no complaint` : `${name}: failed\n${output}`);
}

const resultFile = join(tmpdir(), `stepgate-jest-${process.pid}.json`);
const jest = await run(
  process.execPath,
  [
    'node_modules/jest/bin/jest.js',
    '--json',
    `--outputFile=${resultFile}`,
    ...process.argv.slice(2),
  ],
  'inherit',
);
let counts = {
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numRuntimeErrorTestSuites: 0,
};
try {
  counts = JSON.parse(readFileSync(resultFile, 'utf8'));
} catch (error) {
  console.log(`The test runner left no result: ${error.message}`);
}
rmSync(resultFile, { force: true });

// A test file that does not load counts as a failure: its tests did not run.
const failed = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
const skipped = counts.numPendingTests > 0 ? `, ${counts.numPendingTests} skipped` : '';
console.log(`${counts.numPassedTests} passed, ${failed} failed${skipped}`);
process.exitCode = jest.code === 0 && checks.every(({ code }) => code === 0) ? 0 : 1;
