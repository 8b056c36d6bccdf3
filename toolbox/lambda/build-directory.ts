import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

interface OutputFile {
  readonly path: string;
  readonly contents: Uint8Array;
}

/** The folder of a project's builds, in that from which the packages of a function are found. */
export function buildsDirectory(packagesRoot: string): string {
  return join(packagesRoot, '.aws-sam', 'stepgate');
}

/**
 * The nearest folder between a function's code and the project that has `node_modules`: what a
 * bundle leaves external is found from there.
 */
export function rootOfPackages(directory: string, projectDirectory: string): string {
  if (relative(projectDirectory, directory).startsWith('..')) return projectDirectory;
  const hasPackages = existsSync(join(directory, 'node_modules'));
  if (directory === projectDirectory || hasPackages) return directory;
  return rootOfPackages(dirname(directory), projectDirectory);
}

/**
 * Writes the files of a build and a `package.json` beside them: in Lambda they stand alone, and a
 * `"type": "module"` of the project above must not reach them.
 *
 * @param type - said in `package.json` where the kind of the `.js` files is known
 */
export function writeBuild(
  directory: string,
  files: readonly OutputFile[],
  type?: 'commonjs',
): void {
  const contents = Buffer.from(`${JSON.stringify({ type })}\n`);
  for (const file of [{ path: join(directory, 'package.json'), contents }, ...files]) {
    writeChangedFile(file);
  }
}

/** Another process may be reading the file: it is replaced as a whole, and only if it changes. */
function writeChangedFile({ path, contents }: OutputFile): void {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  const newFile = `${path}.${process.pid}.new`;
  writeFileSync(newFile, contents);
  renameSync(newFile, path);
}
