import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Spawns a Node.js program and waits for the line that says where it listens.
 *
 * @param {string[]} args
 * @param {RegExp} readyLine - its first group is the URL
 * @returns {Promise<{ url: string, readyMs: number, spawnedAt: number, output: () => string, pid: number, stop: () => Promise<void> }>}
 */
export function startServer(args, readyLine) {
  const spawnedAt = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  let output = '';
  return new Promise((resolve, reject) => {
    child.stdout.on('data', function read(chunk) {
      output += chunk;
      const match = readyLine.exec(output);
      if (match === null) return;
      const readyMs = performance.now() - spawnedAt;
      child.stdout.off('data', read).resume();
      resolve({
        url: match[1],
        readyMs,
        spawnedAt,
        output: () => output,
        pid: child.pid,
        async stop() {
          child.kill('SIGTERM');
          await ended;
        },
      });
    });
    void ended.then((code) => reject(new Error(`${args.join(' ')} ended with ${code}: ${output}`)));
  });
}

export const startBareServer = () =>
  startServer(['bench/bare-server.mjs'], /Bare server ready: (\S+)/);

/** @param {string} template @param {string[]} [options] */
export const startStepgate = (template, options = []) =>
  startServer(
    [
      'dist/stepgate.mjs',
      'start',
      '--template',
      template,
      '--port',
      '0',
      '--sfn-port',
      '0',
      ...options,
    ],
    /Stepgate ready in \d+ ms: (\S+)/,
  );

/** The URL of the Step Functions endpoint, from what the runtime printed. */
export function stepFunctionsUrl(server) {
  return /Step Functions endpoint: (\S+)/.exec(server.output())[1];
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)];
}
