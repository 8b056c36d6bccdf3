// Checks the application with the real SAM CLI, which it installs into a virtual environment of its
// own in the user's cache folder, and each built bundle with the release of Node.js that Lambda runs
// it on. Needs Python 3.10 or later and the package registries.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

const SAM_VERSION = '1.170.0';
const NODE_RELEASE = '24';
const MAX_BUNDLE_BYTES = 1024;

/** What each function is started with and answers; its event is `events/<event>.json`. */
const FUNCTIONS = [
  { name: 'StartFunction', event: 'start', environment: {} },
  { name: 'Wait3000Function', event: 'wait3000', environment: { WAIT_MS: '3000' } },
  { name: 'Wait500Function', event: 'wait500', environment: { WAIT_MS: '500' } },
  { name: 'EndFunction', event: 'end', environment: {} },
];

/** Prints the result of the handler as the last line, behind what the function logs. */
const INVOKE = `
  const [bundle, event] = process.argv.slice(1);
  const { handler } = await import(bundle);
  console.log(JSON.stringify(await handler(JSON.parse(event))));
`;

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
// Outside the project: `sam build` copies the project's folder once for each function.
const virtualEnvironment = join(cache, 'stepgate', `sam-cli-${SAM_VERSION}`);

/** @throws Error when the command cannot start or fails, with what it printed */
function run(command, args, environment = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, SAM_CLI_TELEMETRY: '0', ...environment },
  });
  if (error !== undefined) throw error;
  if (status !== 0)
    throw new Error(`${command} ${args[0]} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}

/** Path of the SAM CLI. */
function installSam() {
  const sam = join(virtualEnvironment, 'bin', 'sam');
  if (!existsSync(sam)) {
    run('python3', ['-m', 'venv', virtualEnvironment]);
    const pip = join(virtualEnvironment, 'bin', 'pip');
    run(pip, ['install', '--quiet', `aws-sam-cli==${SAM_VERSION}`]);
  }
  return sam;
}

/** Path of the Node.js that npm's `node` package holds. */
function installNode() {
  const packageName = `node@${NODE_RELEASE}`;
  return run('npx', ['--yes', '-p', packageName, '--', 'node', '-p', 'process.execPath']).trim();
}

function checkBundle(node, { name, event, environment }) {
  const bundle = join(root, '.aws-sam', 'build', name, 'app.mjs');
  const { size } = statSync(bundle);
  if (size > MAX_BUNDLE_BYTES) throw new Error(`${size} bytes, more than ${MAX_BUNDLE_BYTES}`);

  const text = readFileSync(join(root, 'events', `${event}.json`), 'utf8');
  const args = ['--input-type=module', '--eval', INVOKE, pathToFileURL(bundle).href, text];
  const output = run(node, args, { NODE_OPTIONS: '--enable-source-maps', ...environment });
  const lines = output.trim().split('\n');
  const expected = [{ function: event, event: JSON.parse(text) }, { function: event }];
  if (!isDeepStrictEqual(lines.map(JSON.parse), expected)) throw new Error(`printed ${output}`);
  return `${size} bytes, answers ${lines[1]}`;
}

let failed = false;

/** Runs one check and prints one line for it. */
function check(title, action) {
  const start = performance.now();
  try {
    const result = action();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(
      `ok      ${title} (${seconds} s)${typeof result === 'string' ? `: ${result}` : ''}`,
    );
  } catch (error) {
    failed = true;
    console.log(`failed  ${title}: ${error.message}`);
  }
}

const sam = installSam();
const node = installNode();
check('sam validate --lint', () => {
  run(sam, ['validate', '--lint']);
});
check('sam build', () => {
  run(sam, ['build']);
});
for (const definition of FUNCTIONS) {
  check(`${definition.name} on Node.js ${NODE_RELEASE}`, () => checkBundle(node, definition));
}
process.exitCode = failed ? 1 : 0;
