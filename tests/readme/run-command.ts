import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';

const REPOSITORY = resolve(__dirname, '../..');
const TIMEOUT_MS = 60_000;

/**
 * Makes a folder of programs that stand in for others.
 *
 * @param names - files in `stand-ins/`
 */
export async function makeProgramFolder(folder: string, names: readonly string[]): Promise<void> {
  await mkdir(folder);
  for (const name of names) {
    const file = join(__dirname, 'stand-ins', `${name}.mjs`);
    await writeFile(join(folder, name), `#!/bin/sh\nexec "${process.execPath}" "${file}" "$@"\n`);
    await chmod(join(folder, name), 0o755);
  }
}

/**
 * The environment of a new user: none of the developer's own settings for the AWS CLI and curl.
 *
 * @param programFolder - comes first in the path
 */
export function cleanEnvironment(
  home: string,
  programFolder: string,
  variables: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^AWS_|_proxy$/i.test(name));
  return {
    ...Object.fromEntries(inherited),
    PATH: `${programFolder}${delimiter}${process.env['PATH']}`,
    HOME: home,
    ...variables,
  };
}

/**
 * Runs a command line in the repository and gives its standard output.
 *
 * @param ready - output of a command that serves, upon which it is asked to end
 * @throws Error with what it printed when it fails
 */
export async function runCommand(
  command: string,
  env: NodeJS.ProcessEnv,
  ready: RegExp,
): Promise<string> {
  const child = spawn('sh', ['-c', command], {
    cwd: REPOSITORY,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    if (ready.test(stdout)) child.kill();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  await once(child, 'close');
  const { exitCode, signalCode } = child;
  if (exitCode === 0) return stdout;
  throw new Error(`${command}\nended with ${exitCode ?? signalCode}\n${stdout}${stderr}`);
}
