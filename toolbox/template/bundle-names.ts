import { dirname, extname, relative, sep } from 'node:path';

/**
 * The paths, without suffix, of what esbuild makes from its entry points: they lie below the
 * common folder of all of them, so that of a single one only the name is left.
 *
 * @param files - absolute paths
 * @see "Outbase" (esbuild documentation)
 */
export function bundleNames(files: readonly string[]): string[] {
  const folder = files.map(dirname).reduce(commonFolder, files[0] ?? '');
  return files.map((file) => {
    const name = relative(folder, file);
    return name.slice(0, name.length - extname(name).length).replaceAll(sep, '/');
  });
}

function commonFolder(left: string, right: string): string {
  const segments = right.split(sep);
  const others = left.split(sep);
  const end = segments.findIndex((segment, index) => segment !== others[index]);
  return segments.slice(0, end === -1 ? segments.length : end).join(sep);
}
