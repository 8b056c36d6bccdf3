import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';

/** Outside the project: `sam build` copies the project's folder once for each function. */
const CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'stepgate');

/**
 * Installs a program from the Python Package Index into a virtual environment of its own, once.
 *
 * @returns its path
 * @throws Error when there is no python3, or when it cannot install
 */
export async function installPythonProgram(program, packageName, version) {
  const virtualEnvironment = join(CACHE, `${program}-cli-${version}`);
  const path = join(virtualEnvironment, 'bin', program);
  if (!existsSync(path)) {
    await run('python3', ['-m', 'venv', virtualEnvironment]).catch((error) => {
      if (error.code !== 'ENOENT') throw error;
      throw new Error(
        `${packageName} needs python3, which is not on the PATH: https://www.python.org/downloads`,
        { cause: error },
      );
    });
    const pip = join(virtualEnvironment, 'bin', 'pip');
    await run(pip, ['install', '--quiet', `${packageName}==${version}`]);
  }
  return path;
}

/** Path of the Node.js that npm's `node` package holds. */
export async function installNode(release) {
  const args = ['--yes', '-p', `node@${release}`, '--', 'node', '-p', 'process.execPath'];
  return (await run('npx', args)).trim();
}
