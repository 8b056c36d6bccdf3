import { readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FunctionConfiguration } from '../template/model.ts';
import { buildsDirectory, rootOfPackages, writeBuild } from './build-directory.ts';
import { BuildError } from './build-error.ts';
import { bundle } from './bundle.ts';
import {
  copyCode,
  filesOf,
  inheritsModuleType,
  isCodeFile,
  refuseTypeScript,
} from './plain-code.ts';
import {
  linkPackages,
  type PackageFolders,
  packagesImportedIn,
  packagesNamedIn,
  sdkPackageOf,
} from './sdk-packages.ts';

/** A function's code in the form in which it runs. */
export interface FunctionCode {
  /** The folder that is `/var/task` in Lambda. */
  readonly taskRoot: string;
  /** The folder that is `/var/runtime/node_modules` in Lambda. */
  readonly runtimePackages: string;
  /** The last change, in milliseconds since 1970, of each file that the code was made from. */
  readonly sources: ReadonlyMap<string, number | undefined>;
}

export interface BuildFolders {
  readonly projectDirectory: string;
  /** The folder of Stepgate's own program: it lends the packages of Lambda's runtime. */
  readonly runtimeDirectory: string;
}

/**
 * Makes a function's code ready to run: bundled as `sam build` does it with the function's
 * `Metadata`, else the files as they are.
 *
 * @throws BuildError
 */
export async function buildFunction(
  configuration: FunctionConfiguration,
  { projectDirectory, runtimeDirectory }: BuildFolders,
): Promise<FunctionCode> {
  const { codeDirectory, inlineCode, esbuild, logicalId, layers = [] } = configuration;
  const layerFiles = layers.flatMap(({ directory }) => filesOf(directory).filter(isCodeFile));
  const packagesRoot = rootOfPackages(codeDirectory ?? projectDirectory, projectDirectory);
  const directory = join(buildsDirectory(packagesRoot), logicalId);
  const runtimePackages = join(buildsDirectory(packagesRoot), 'node_modules');
  const folders = { runtimePackages, packagesRoot, runtimeDirectory };
  linkPackages(folders, textsOf(layerFiles).flatMap(packagesNamedIn));
  const codeAt = (taskRoot: string, files: readonly string[]): FunctionCode => ({
    taskRoot,
    runtimePackages,
    sources: timesOf([...files, ...layerFiles]),
  });
  if (inlineCode !== undefined) {
    linkPackages(folders, packagesNamedIn(inlineCode));
    const contents = Buffer.from(inlineCode);
    writeBuild(directory, [{ path: join(directory, 'index.js'), contents }]);
    return codeAt(directory, []);
  }
  if (codeDirectory === undefined) throw new BuildError(`${logicalId}: no code on this machine`);
  if (esbuild !== undefined) {
    const built = await bundle(esbuild, codeDirectory, directory, projectDirectory);
    const names = built.externalImports.flatMap((path) => sdkPackageOf(path) ?? []);
    linkPackages(folders, names);
    return codeAt(directory, built.sources);
  }
  refuseTypeScript(configuration, codeDirectory);
  const files = filesOf(codeDirectory).filter(isCodeFile);
  const runsInPlace = !importsLinked(files, folders) && !inheritsModuleType(codeDirectory);
  if (!runsInPlace) copyCode(codeDirectory, directory);
  return codeAt(runsInPlace ? codeDirectory : directory, files);
}

/**
 * Links the packages of the runtime that plain code names. True if an `import` asks for one of
 * them: it finds the link only from below the folder of builds.
 */
function importsLinked(files: readonly string[], folders: PackageFolders): boolean {
  const texts = textsOf(files);
  const linked = linkPackages(folders, texts.flatMap(packagesNamedIn));
  return texts.flatMap(packagesImportedIn).some((name) => linked.has(name));
}

function textsOf(files: readonly string[]): string[] {
  return files
    .filter((file) => extname(file) !== '.json')
    .map((file) => readFileSync(file, 'utf8'));
}

/** True if a file that the code was made from has changed or is gone. */
export function isOutdated({ sources }: FunctionCode): boolean {
  for (const [file, changedAtMs] of sources) {
    if (timeOf(file) !== changedAtMs) return true;
  }
  return false;
}

function timesOf(files: readonly string[]): Map<string, number | undefined> {
  return new Map(files.map((file) => [file, timeOf(file)]));
}

function timeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}
