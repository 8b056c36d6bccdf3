// Sends the application's API what Schemathesis makes of swagger.yaml, valid and not, and holds the answers to that
// document: no 5xx, no status, header or body that it does not have. The pets API is not in it, and not tested.
// Schemathesis is installed into a virtual environment in the user's cache folder. Needs Python 3.11 or later and, the
// first time, the package registry.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEndOfProcess } from './shared/at-end-of-process.mjs';
import { installPythonProgram } from './shared/install.mjs';
import { startLocalRuntime } from './shared/local-runtime.mjs';
import { runSchemathesis } from './verify-fuzz/run-schemathesis.mjs';

const VERSION = '4.32.5';
const LEAST_CASES = 2_000;

/** @returns whether enough cases ran and all of them passed */
async function verify() {
  const schemathesis = await installPythonProgram('schemathesis', 'schemathesis', VERSION);
  const folder = mkdtempSync(join(tmpdir(), 'stepgate-fuzz-'));
  atEndOfProcess(() => rmSync(folder, { recursive: true, force: true }));
  const { apiUrl, close } = await startLocalRuntime();
  const { status, cases } = await runSchemathesis(schemathesis, { folder, apiUrl });
  await close();
  const isEnough = cases.generated >= LEAST_CASES;
  const shortage = isEnough ? '' : ` (fewer than ${LEAST_CASES})`;
  console.log(`${cases.generated} cases${shortage}, ${cases.with_failures} failed`);
  return status === 0 && isEnough;
}

const isVerified = await verify().catch((error) => {
  console.error(`verify:fuzz: ${error.message}`);
  return false;
});
process.exit(isVerified ? 0 : 1);
