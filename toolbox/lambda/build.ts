import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { FunctionConfiguration } from '../template/model.ts';
import { buildDirectory, writeBuild } from './build-directory.ts';
import { BuildError } from './build-error.ts';
import { bundle } from './bundle.ts';
import {
  copyCode,
  filesOf,
  inheritsModuleType,
  isCodeFile,
  refuseTypeScript,
} from './plain-code.ts';

/** A function's code in the form in which it runs. */
export interface FunctionCode {
  /** The folder that is `/var/task` in Lambda. */
  readonly taskRoot: string;
  /** The last change, in milliseconds since 1970, of each file that the code was made from. */
  readonly sources: ReadonlyMap<string, number | undefined>;
}

/**
 * Makes a function's code ready to run: bundled as `sam build` does it with the function's
 * `Metadata`, else the files as they are.
 *
 * @throws BuildError
 */
export async function buildFunction(
  configuration: FunctionConfiguration,
  projectDirectory: string,
): Promise<FunctionCode> {
  const { codeDirectory, inlineCode, esbuild, logicalId } = configuration;
  const directory = buildDirectory(logicalId, codeDirectory, projectDirectory);
  if (inlineCode !== undefined) {
    writeBuild(directory, [
      { path: join(directory, 'index.js'), contents: Buffer.from(inlineCode) },
    ]);
    return { taskRoot: directory, sources: new Map() };
  }
  if (codeDirectory === undefined) throw new BuildError(`${logicalId}: no code on this machine`);
  if (esbuild !== undefined) {
    const sources = await bundle(esbuild, codeDirectory, directory, projectDirectory);
    return { taskRoot: directory, sources: timesOf(sources) };
  }
  refuseTypeScript(configuration, codeDirectory);
  const sources = timesOf(filesOf(codeDirectory).filter(isCodeFile));
  if (!inheritsModuleType(codeDirectory)) return { taskRoot: codeDirectory, sources };
  copyCode(codeDirectory, directory);
  return { taskRoot: directory, sources };
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
