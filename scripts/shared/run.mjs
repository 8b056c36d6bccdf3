import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The developer's own account and region have no part in the checks. */
const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));

/**
 * Runs a command in the project's folder and gives its standard output.
 *
 * @throws Error when the command cannot start or fails, with what it printed
 */
export async function run(command, args, environment = {}) {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...Object.fromEntries(inherited), SAM_CLI_TELEMETRY: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  if (status === 0) return stdout;
  throw new Error(`${command} ${args[0]} ended with ${status}\n${stdout}${stderr}`);
}
