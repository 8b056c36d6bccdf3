import { register } from 'node:module';
import type { PlacedFolder } from '../placed-folder.ts';

/** Runs on a thread of Node's own, which is why it is a text. */
const HOOKS = `
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

let layers = [];
export function initialize(data) {
  layers = data.toReversed();
}

export function resolve(specifier, context, nextResolve) {
  const path = specifier.replace(/^file:\\/\\/(?=\\/opt\\/)/, '');
  for (const layer of layers) {
    if (!path.startsWith(layer.path + '/')) continue;
    const file = layer.directory + path.slice(layer.path.length);
    if (existsSync(file)) return nextResolve(pathToFileURL(file).href, context);
  }
  return nextResolve(specifier, context);
}
`;

/**
 * Makes `import` find the files of layers at their paths below `/opt`. Their packages are not found
 * by name, as in Lambda: ES modules do not look at `NODE_PATH`.
 */
export function resolveLayerImports(layers: readonly PlacedFolder[]): void {
  register(`data:text/javascript,${encodeURIComponent(HOOKS)}`, { data: layers });
}
