import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { bundle } from '../bundle.mjs';
import { atEndOfProcess } from './at-end-of-process.mjs';
import { ROOT } from './run.mjs';

const COMMAND = ['dist/stepgate.mjs', 'start', '--port', '0', '--sfn-port', '0'];

/** The lines that tell URLs; the last of them says that all can be called. */
const URL_LINES = {
  stepFunctionsUrl: /^Step Functions endpoint: (\S+)$/,
  apiUrl: /^Stepgate ready in \d+ ms: (\S+)$/,
};

let bundled;

/**
 * Serves the application, or another template, on free ports until it is closed, at the latest
 * until this process ends.
 *
 * @param args - further arguments of `stepgate start`
 */
export async function startLocalRuntime(...args) {
  bundled ??= bundle();
  await bundled;
  const child = spawn(process.execPath, [...COMMAND, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  atEndOfProcess(() => child.kill());
  const { stepFunctionsUrl, apiUrl } = await printedUrls(child);
  return {
    stepFunctionsUrl,
    apiUrl,
    async close() {
      child.kill();
      await closed;
    },
  };
}

function printedUrls(child) {
  const urls = {};
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      for (const [name, pattern] of Object.entries(URL_LINES)) {
        urls[name] ??= pattern.exec(line)?.[1];
      }
      if (urls.apiUrl !== undefined) resolve(urls);
    });
    child.on('close', (status) => reject(new Error(`stepgate start ended with ${status}`)));
  });
}
