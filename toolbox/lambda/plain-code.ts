import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import { moduleFiles, parseHandlerString } from '../shared/handler-string.ts';
import type { FunctionConfiguration } from '../template/model.ts';
import { writeBuild } from './build-directory.ts';
import { BuildError } from './build-error.ts';
import { nearestPackageType } from './package-type.ts';

/** What is never a function's own code. */
const NOT_CODE: ReadonlySet<string> = new Set(['node_modules', '.aws-sam', '.git']);
const CODE_EXTENSIONS: ReadonlySet<string> = new Set(['.js', '.mjs', '.cjs', '.json']);
const TYPESCRIPT_EXTENSIONS = ['.ts', '.mts', '.cts', '.tsx'];

/** The files of a function's folder, without those of installed packages; links are not followed. */
export function filesOf(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_CODE.has(entry.name)) return [];
    const path = join(directory, entry.name);
    return entry.isDirectory() ? filesOf(path) : [path];
  });
}

export function isCodeFile(file: string): boolean {
  return CODE_EXTENSIONS.has(extname(file));
}

/**
 * Copies a function's folder to where no `package.json` above speaks for it, and where the packages
 * of the runtime are found. Its own packages stay where they are installed.
 */
export function copyCode(codeDirectory: string, directory: string): void {
  const files = filesOf(codeDirectory);
  rmSync(directory, { recursive: true, force: true });
  for (const file of files) {
    const copy = join(directory, relative(codeDirectory, file));
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(file, copy, { recursive: true, dereference: true });
  }
  const packages = join(codeDirectory, 'node_modules');
  if (existsSync(packages)) symlinkSync(packages, join(directory, 'node_modules'), 'junction');
  if (!existsSync(join(directory, 'package.json'))) writeBuild(directory, []);
}

/**
 * True if Node would take a function's `.js` files for ES modules only because of a `package.json`
 * above its folder, which is not deployed with it.
 */
export function inheritsModuleType(codeDirectory: string): boolean {
  if (existsSync(join(codeDirectory, 'package.json'))) return false;
  return nearestPackageType(dirname(codeDirectory), () => undefined) === 'module';
}

/**
 * Refuses a handler whose only file is TypeScript.
 *
 * @throws BuildError that names the mend
 */
export function refuseTypeScript(
  { handler, logicalId }: FunctionConfiguration,
  codeDirectory: string,
): void {
  const parts = parseHandlerString(handler);
  if (parts === undefined) return;
  const module = join(parts.directory, parts.moduleName);
  const inCode = (file: string): boolean => existsSync(join(codeDirectory, file));
  if (moduleFiles(module).some(inCode)) return;
  const source = TYPESCRIPT_EXTENSIONS.map((extension) => module + extension).find(inCode);
  if (source === undefined) return;
  throw new BuildError(
    `${logicalId}: handler "${handler}" is TypeScript (${source}), which Lambda does not run as it is. ` +
      `Give the function "Metadata: {BuildMethod: esbuild, BuildProperties: {EntryPoints: [${source}]}}".`,
  );
}
