import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Tells the `type` that the nearest `package.json` gives to `.js` files, searched upwards as far as
 * a `node_modules` folder.
 *
 * @param onUnreadable - called with a file that does not parse; it counts as CommonJS
 */
export function nearestPackageType(
  directory: string,
  onUnreadable: (file: string, error: unknown) => void,
): unknown {
  if (basename(directory) === 'node_modules') return undefined;
  const file = join(directory, 'package.json');
  if (existsSync(file)) return readType(file, onUnreadable);
  const parent = dirname(directory);
  return parent === directory ? undefined : nearestPackageType(parent, onUnreadable);
}

function readType(file: string, onUnreadable: (file: string, error: unknown) => void): unknown {
  try {
    return Reflect.get(Object(JSON.parse(readFileSync(file, 'utf8'))), 'type');
  } catch (error) {
    onUnreadable(file, error);
    return undefined;
  }
}
