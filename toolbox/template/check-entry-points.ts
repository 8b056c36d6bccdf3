import { extname, join } from 'node:path';
import { bundleNames } from './bundle-names.ts';
import { entryPoints } from './esbuild-properties.ts';
import type { NodeFunction } from './node-function.ts';
import { childOf, type TemplateNode } from './nodes.ts';
import type { ProblemList } from './problem-list.ts';

/**
 * Reports entry points that do not exist, and a handler that is in none of the bundles.
 *
 * @see "Building Node.js Lambda functions with AWS SAM and esbuild" (SAM Developer Guide)
 */
export function checkEntryPoints(
  nodeFunction: NodeFunction,
  metadata: TemplateNode | undefined,
  problems: ProblemList,
): void {
  const { logicalId, codeDirectory, handler, isFile } = nodeFunction;
  const points = entryPoints(metadata, handler);
  const files: string[] = [];
  for (const { text, position } of points) {
    const candidates = candidatesFor(text);
    const file = candidates.find(isFile);
    if (file !== undefined) {
      files.push(join(codeDirectory, file));
      continue;
    }
    const message = `the entry point "${text}" of function "${logicalId}" does not exist: expected the file ${listed(candidates)} in the folder of its code; correct the path or add the file`;
    problems.error(position, 'missing-entry-point', message);
  }
  // What stays external is installed beside the bundles, and may hold the handler.
  const hasExternal = childOf(childOf(metadata, 'BuildProperties'), 'External') !== undefined;
  if (files.length < points.length || hasExternal) return;
  checkBundledModule(nodeFunction, bundleNames(files), problems);
}

/** `sam build` takes a path with a suffix as it is, and adds one to any other. */
function candidatesFor(entryPoint: string): string[] {
  return extname(entryPoint) === '' ? [`${entryPoint}.ts`, `${entryPoint}.js`] : [entryPoint];
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(' or ');
}

function checkBundledModule(
  { logicalId, handler: { text, position }, modulePath }: NodeFunction,
  names: readonly string[],
  problems: ProblemList,
): void {
  if (modulePath === undefined || names.length === 0 || names.includes(modulePath)) return;
  const exported = text.slice(text.indexOf('.', text.lastIndexOf('/') + 1));
  const expected = listed(names.map((name) => `${name}${exported}`));
  const message = `the handler "${text}" of function "${logicalId}" is in none of the files that esbuild makes from its entry points: expected ${expected}`;
  problems.warning(position, 'missing-handler', message);
}
