import { posix } from 'node:path';
import { moduleFiles } from '../shared/handler-string.ts';
import type { NodeFunction } from './node-function.ts';
import type { ProblemList } from './problem-list.ts';

const TYPESCRIPT_EXTENSIONS = ['.ts', '.mts', '.cts', '.tsx'];

/**
 * Reports a handler whose module is not among the files of a function that is deployed as it is.
 *
 * @see "Define Lambda function handler in Node.js" (Lambda Developer Guide)
 */
export function checkHandler(
  { logicalId, handler, modulePath, isFile }: NodeFunction,
  problems: ProblemList,
): void {
  if (modulePath === undefined || moduleFiles(modulePath).some(isFile)) return;
  // Where no file has that name, the runtime looks for a package.
  if (isFile(`node_modules/${posix.basename(modulePath)}/package.json`)) return;
  const source = TYPESCRIPT_EXTENSIONS.map((extension) => modulePath + extension).find(isFile);
  const found = `the handler "${handler.text}" of function "${logicalId}"`;
  const message =
    source === undefined
      ? `${found} has no module: expected "${modulePath}" with .js, .mjs or .cjs in the folder of its code; correct the path or add the file`
      : `${found} is TypeScript ("${source}"), which Lambda does not run as it is: give the function "Metadata: {BuildMethod: esbuild, BuildProperties: {EntryPoints: [${source}]}}"`;
  problems.error(handler.position, 'missing-handler', message);
}
