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

/** By then a command has done what each start does, and what it has used is in the cache. */
const WARM_AFTER_MS = 1000;

type CommandModule = { main?: (argv: readonly string[]) => Promise<number> };
type LoadModule = (
  exports: CommandModule,
  require: NodeJS.Require,
  module: object,
  fileName: string,
  directory: string,
) => void;

const file = fileURLToPath(new URL(COMMAND_FILE, import.meta.url));
const cacheFile = `${file}.cache`;

const cachedData = readCache();
// The bundle is ASCII, which needs no decoding.
const source = readFileSync(file, 'latin1');
const script = new Script(
  `(function (exports, require, module, __filename, __dirname) {${source}\n})`,
  { filename: file, cachedData },
);
if (cachedData === undefined || script.cachedDataRejected) keepCache();

const module: { exports: CommandModule } = { exports: {} };
const load = script.runInThisContext() as LoadModule;
load(module.exports, createRequire(file), module, file, dirname(file));
process.exitCode = await module.exports.main?.(process.argv);

function readCache(): Buffer | undefined {
  try {
    return readFileSync(cacheFile);
  } catch {
    return undefined;
  }
}

/** Writes the cache once, when the command has warmed up or ends. */
function keepCache(): void {
  const write = (): void => {
    clearTimeout(timer);
    process.off('exit', write);
    const part = `${cacheFile}.${process.pid}`;
    try {
      writeFileSync(part, script.createCachedData());
      renameSync(part, cacheFile);
    } catch {
      // An installation that nobody may write into starts without a cache.
      rmSync(part, { force: true });
    }
  };
  const timer = setTimeout(write, WARM_AFTER_MS).unref();
  process.on('exit', write);
}
