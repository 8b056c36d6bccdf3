import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { bundle } from '../bundle.mjs';
import { ROOT } from './run.mjs';

const ARGS = ['dist/stepgate.mjs', 'start', '--port', '0', '--sfn-port', '0'];

/** Serves the application on free ports. */
export async function startLocalRuntime() {
  await bundle();
  const child = spawn(process.execPath, ARGS, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const stepFunctionsUrl = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, url] = /^Step Functions endpoint: (\S+)$/.exec(line) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.on('close', (status) => reject(new Error(`stepgate start ended with ${status}`)));
  });
  return {
    stepFunctionsUrl,
    async close() {
      child.kill();
      await once(child, 'close');
    },
  };
}
