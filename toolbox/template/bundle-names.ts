import { dirname, extname, sep } from 'node:path';

/**
 * The paths, without suffix, of what esbuild makes from its entry points: they lie below the
 * common folder of all of them, so that of a single one only the name is left.
 *
 * @param files - absolute paths
 * @see "Outbase" (esbuild documentation)
 */
export function bundleNames(files: readonly string[]): string[] {
  const [first = '', ...others] = files.map((file) => dirname(file));
  const folder = others.reduce(commonFolder, first);
  return files.map((file) =>
    file.slice(folder.length + 1, file.length - extname(file).length).replaceAll(sep, '/'),
  );
}

function commonFolder(left: string, right: string): string {
  const others = right.split(sep);
  const segments = left.split(sep);
  const end = segments.findIndex((segment, index) => segment !== others[index]);
  return end === -1 ? left : segments.slice(0, end).join(sep);
}
