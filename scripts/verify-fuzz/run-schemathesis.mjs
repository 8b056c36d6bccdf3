import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { atEndOfProcess } from '../shared/at-end-of-process.mjs';
import { ROOT } from '../shared/run.mjs';
import { plainOpenApi } from './plain-open-api.mjs';

const ARGS = [
  'run',
  'openapi.json',
  '--report=json',
  '--report-json-path=report.json',
  // The same cases in each run.
  '--seed=1',
  '--max-examples=500',
  '--generation-database=none',
  // Every failure, as a command that repeats it.
  '--continue-on-failure',
  '--output-sanitize=false',
  // It expects 405: API Gateway answers a method that a resource does not have with 403.
  '--exclude-checks=unsupported_method',
];

/**
 * Runs Schemathesis with swagger.yaml against an API. It prints its own report.
 *
 * @param folder - an empty one for its files
 * @returns its exit status (0 when all cases passed) and how many cases there were and failed
 * @throws Error when it ends without a report
 */
export async function runSchemathesis(program, { folder, apiUrl }) {
  const swagger = load(readFileSync(join(ROOT, 'swagger.yaml'), 'utf8'));
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(plainOpenApi(swagger)));
  const child = spawn(program, [...ARGS, '--url', apiUrl], { cwd: folder, stdio: 'inherit' });
  atEndOfProcess(() => child.kill());
  const [status] = await once(child, 'close');
  const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
  return { status, cases: report.test_cases };
}
