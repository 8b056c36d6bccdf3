import fs from 'node:fs';
import Module, { syncBuiltinESMExports } from 'node:module';
import { isAbsolute, resolve } from 'node:path';
import { type PlacedFolder, placesOf } from '../placed-folder.ts';

/** What only looks at files. Writing is left alone: `/opt` and the code are read-only in Lambda. */
const READING = [
  'access',
  'createReadStream',
  'exists',
  'lstat',
  'open',
  'opendir',
  'readFile',
  'readdir',
  'readlink',
  'realpath',
  'stat',
].flatMap((name) => [name, `${name}Sync`]);

/**
 * Makes `node:fs` and `require` find what lies at a path of Lambda, and `node:fs` find what is named
 * from the function's folder: a thread has neither a root nor a working directory of its own.
 */
export function resolveLocalPaths(taskRoot: string, folders: readonly PlacedFolder[]): void {
  // Before they are changed: the changed ones ask it.
  const { existsSync } = fs;
  const localPath = (path: unknown): unknown => {
    if (typeof path !== 'string' || path === '') return path;
    if (!isAbsolute(path)) return resolve(taskRoot, path);
    return placesOf(path, folders).find(existsSync) ?? path;
  };
  for (const target of [fs, fs.promises]) {
    for (const name of READING) changeFirstArgument(target, name, localPath);
  }
  syncBuiltinESMExports();
  resolveRequests(folders);
}

function changeFirstArgument(
  target: object,
  name: string,
  change: (argument: unknown) => unknown,
): void {
  const original: unknown = Reflect.get(target, name);
  if (typeof original !== 'function') return;
  const changed = new Proxy(original, {
    apply: (call, owner, [first, ...rest]) => Reflect.apply(call, owner, [change(first), ...rest]),
  });
  Reflect.set(target, name, changed);
}

type ResolveFilename = (request: string, ...rest: unknown[]) => string;

/** A module may be named without its suffix, so that the folders are tried by Node's own rules. */
function resolveRequests(folders: readonly PlacedFolder[]): void {
  const resolveFilename: ResolveFilename = Reflect.get(Module, '_resolveFilename');
  const resolveLocal: ResolveFilename = (request, ...rest) => {
    for (const place of placesOf(request, folders)) {
      try {
        return resolveFilename(place, ...rest);
      } catch (error) {
        if (Reflect.get(Object(error), 'code') !== 'MODULE_NOT_FOUND') throw error;
      }
    }
    return resolveFilename(request, ...rest);
  };
  Reflect.set(Module, '_resolveFilename', resolveLocal);
}
