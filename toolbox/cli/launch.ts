#!/usr/bin/env node
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Script } from 'node:vm';

// Reading the command's source takes V8 longer than all else at start. So what it makes of the
// source is kept beside it: `module.enableCompileCache` would do, but Node.js 20 has no such thing.

/** Set by the bundle. The name changes with the content, so that a cache never is of another one. */
declare const COMMAND_FILE: string;

type CommandModule = {
  main?: (argv: readonly string[], onReady: () => void) => Promise<number>;
};
type LoadModule = (
  exports: CommandModule,
  require: NodeJS.Require,
  module: object,
  fileName: string,
  directory: string,
) => void;

const file = fileURLToPath(new URL(COMMAND_FILE, import.meta.url));
// V8 looks at its own version only, and crashes with what another release of Node.js has compiled.
const cacheFile = `${file}.${process.version}-${process.platform}-${process.arch}.cache`;

const cachedData = readCache();
// The bundle is ASCII, which needs no decoding.
const source = readFileSync(file, 'latin1');
const script = new Script(
  `(function (exports, require, module, __filename, __dirname) {${source}\n})`,
  { filename: file, cachedData },
);

const module: { exports: CommandModule } = { exports: {} };
const load = script.runInThisContext() as LoadModule;
load(module.exports, createRequire(file), module, file, dirname(file));
process.exitCode = await module.exports.main?.(process.argv, keepCache);

function readCache(): Buffer | undefined {
  try {
    return readFileSync(cacheFile);
  } catch {
    return undefined;
  }
}

/** Writes what V8 has compiled until the command was ready, once the first requests have their turn. */
function keepCache(): void {
  if (cachedData !== undefined && !script.cachedDataRejected) return;
  setImmediate(() => {
    const part = `${cacheFile}.${process.pid}`;
    try {
      writeFileSync(part, script.createCachedData());
      renameSync(part, cacheFile);
    } catch {
      // An installation that nobody may write into starts without a cache.
      rmSync(part, { force: true });
    }
  });
}
